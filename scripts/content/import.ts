import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import { filesIn } from './folder.ts';
import { readFrontMatter, toTexts, type Value } from './front-matter.ts';
import { replaceImages } from './images.ts';
import { type Foreign, takeFields } from './import/fields.ts';
import { fetchPicture, nameOf, readPicture } from './import/pictures.ts';
import { takeText } from './import/text.ts';
import { decode, readPostFile } from './post-file.ts';
import { Problem } from './problems.ts';
import type { Action, Report } from './report.ts';
import { newFile } from './write-file.ts';

export interface ImportOptions {
  /** Where the new files go. */
  folder: string;
  /** For posts without a category. */
  category: string;
  fetchImages: boolean;
  isPlan: boolean;
}

interface Source extends Foreign {
  /** The file that it is from. */
  path: string;
  text: string;
}

/** A new file with its pictures, by their paths. */
interface Converted {
  path: string;
  text: string;
  pictures: Map<string, Buffer>;
  notes: string[];
}

const maxFiles = 2000;

/**
 * Converts posts of Jekyll, Hugo, Astro or dev.to (a folder of Markdown files, or the `articles.json` of dev.to's export)
 * to files of `folder`. Overwrites nothing. @throws {UserError} if there are none
 */
export async function importPosts(from: string, options: ImportOptions): Promise<Report> {
  const actions: Action[] = [];
  const written = new Map<string, string>();
  for (const { path, read } of postsIn(from)) {
    try {
      const source = read();
      const converted = await convert(source, options);
      const other = written.get(converted.path);
      if (other) throw new Problem(`has the same address as ${other}`);
      written.set(converted.path, source.path);
      actions.push(write(converted, source, options.isPlan));
    } catch (error) {
      actions.push(...refusals(error, path));
    }
  }
  return { actions, isPlan: options.isPlan, notes: [] };
}

/** A post before it is read. */
interface Found {
  path: string;
  /** @throws {Problem} */
  read(): Source;
}

function postsIn(from: string): Found[] {
  if (!existsSync(from)) throw new UserError(`There is no ${from}.`);
  const isFolder = lstatSync(from).isDirectory();
  if (!isFolder && from.endsWith('.json')) return articlesIn(from);
  const files = isFolder ? filesIn(from, /\.(md|markdown|mdx)$/) : [from];
  const posts = files.filter((path) => !/(^|\/)(_index|README)\.md$/.test(path));
  if (posts.length === 0) throw new UserError(`${from} has no Markdown files.`);
  if (posts.length > maxFiles) throw new UserError(`${from} has more than ${maxFiles} files.`);
  return posts.map((path) => ({ path, read: () => readMarkdown(path) }));
}

/** @throws {Problem} */
function readMarkdown(path: string): Source {
  if (path.endsWith('.mdx')) throw new Problem('is MDX, which is a program: save it as Markdown');
  const { fields, lineOf, text } = readFrontMatter(decode(readFileSync(path)));
  const stem = basename(path).replace(/\.(md|markdown)$/, '');
  const name = stem === 'index' ? basename(dirname(path)) : stem;
  return { path, fields, lineOf, text, name, isDraft: /(^|\/)_drafts\//.test(path) };
}

/** The articles of dev.to's export. */
function articlesIn(path: string): Found[] {
  const articles = parseJson(path);
  if (!Array.isArray(articles)) throw new UserError(`${path} is no list of articles.`);
  return articles.map((article, i) => {
    const at = `${path}[${i}]`;
    return { path: at, read: () => readArticle(article, at, path) };
  });
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(decode(readFileSync(path)));
  } catch (error) {
    throw new UserError(`${path}: ${(error as Error).message}`);
  }
}

/** Only what is public of an article; the rest is dev.to's own. @throws {Problem} */
function readArticle(article: unknown, at: string, path: string): Source {
  const all = toTexts(article);
  if (typeof all === 'string' || Array.isArray(all)) throw new Problem('is no article');
  const { body_markdown: body = '', ...rest } = all;
  // Articles of the older editor have front matter of their own, which dev.to has read already.
  const text = `${body}`.replace(/\r\n?/g, '\n');
  const { matter, content } = withoutFrontMatter(text);
  const names =
    'title slug description published published_at canonical_url cached_tag_list main_image';
  const fields = Object.fromEntries(
    names
      .split(' ')
      .map((name) => [name, rest[name] ?? ''] as const)
      .filter(([, value]) => value !== ''),
  );
  return {
    path: join(dirname(path), at),
    fields: { ...matter, ...fields },
    text: content,
    name: '',
    lineOf: () => undefined,
    isDraft: false,
  };
}

function withoutFrontMatter(text: string): { matter: Record<string, Value>; content: string } {
  if (!/^---[ \t]*\n/.test(text)) return { matter: {}, content: text };
  const { fields, text: content } = readFrontMatter(text);
  return { matter: fields, content };
}

/** @throws {Problem}, {AggregateError} of them */
async function convert(source: Source, options: ImportOptions): Promise<Converted> {
  const { fields, cover, notes } = takeFields(source, options.category);
  const { slug = '', ...others } = fields;
  const path = `${options.folder}/${slug}.md`;
  const text = takeText(withCover(source.text, cover));
  const pictures = await picturesOf(text.markdown, source.path, options);
  const markdown = replaceImages(text.markdown, (reference) => pictures.names.get(reference));
  const file = newFile(others, markdown);
  readPostFile(path, Buffer.from(file), pictures.bytes);
  return {
    path,
    text: file,
    pictures: pictures.bytes,
    notes: [...notes, ...text.notes, ...pictures.notes],
  };
}

function withCover(text: string, cover: string | undefined): string {
  return cover === undefined || text.includes(cover)
    ? text
    : `![](${cover})\n\n${text.trimStart()}`;
}

async function picturesOf(markdown: string, file: string, { folder, fetchImages }: ImportOptions) {
  const references = new Set<string>();
  replaceImages(markdown, (reference) => void references.add(reference));
  const names = new Map<string, string>();
  const bytes = new Map<string, Buffer>();
  let links = 0;
  for (const reference of references) {
    const isElsewhere = /^https?:\/\//i.test(reference);
    const found =
      isElsewhere && fetchImages ? await fetchPicture(reference) : readPicture(reference, file);
    if (!found) {
      links++;
      continue;
    }
    const name = `images/${nameOf(reference, found)}`;
    names.set(reference, name);
    bytes.set(`${folder}/${name}`, found);
  }
  const which =
    links === 1
      ? '1 image of other sites becomes a link'
      : `${links} images of other sites become links`;
  const note = `${which}; --fetch-images takes them along`;
  return { names, bytes, notes: links > 0 ? [note] : [] };
}

function write(
  { path, text, pictures, notes }: Converted,
  source: Source,
  isPlan: boolean,
): Action {
  const note = [`from ${source.path}`, ...notes].join('\n    ');
  if (existsSync(path)) {
    if (decode(readFileSync(path)) === text) return { what: 'same', path };
    return { what: 'refused', path, note: `${note}\n    the file exists, and is another one` };
  }
  if (!isPlan) {
    for (const [picture, bytes] of pictures) {
      mkdirSync(dirname(picture), { recursive: true });
      writeFileSync(picture, bytes);
    }
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return { what: 'write', path, note };
}

function refusals(error: unknown, path: string): Action[] {
  // Lines of several problems are those of the new file.
  const isNew = error instanceof AggregateError;
  return (isNew ? error.errors : [error]).map((problem): Action => {
    if (!(problem instanceof Problem)) throw problem;
    const { message, line } = problem;
    const at = isNew || line === undefined ? path : `${path}:${line}`;
    return { what: 'refused', path: at, note: message };
  });
}
