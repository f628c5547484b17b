import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import { NotValid, UnsupportedMediaType } from '../../app/errors.ts';
import { toInput } from '../../app/features/content/input.ts';
import { kindSchemas } from '../../app/features/content/kind-schemas.ts';
import { slugify, slugProblem } from '../../app/features/content/slugs.ts';
import { type Image, readImage } from '../../app/features/media/image.ts';
import { maxMediaBytes } from '../../app/features/media/schemas.ts';
import { MarkdownError } from '../../app/render/markdown/contract.ts';
import { renderMarkdown } from '../../app/render/markdown/render.ts';
import { hasNoZone, parseDate } from './dates.ts';
import { type FrontMatter, readFrontMatter, type Value } from './front-matter.ts';
import { fileName, isFile, replaceImages } from './images.ts';
import { fingerprint, type Post, type Publication, type ServerPost, tidy } from './post.ts';
import { at, located, Problem } from './problems.ts';

export interface PostFile {
  /** Of the file, from the root of the project, with slashes. */
  path: string;
  /** Images beside the file have the addresses that they get on the site. */
  post: Post;
  publication: Publication;
  /** Former slugs, which lead to the post. */
  aliases: string[];
  /** To upload, by their references in the file. */
  images: Map<string, LocalImage>;
  fingerprint: string;
  /** What is worth knowing about the file, with its line. */
  notes: string[];
}

export interface LocalImage extends Pick<Image, 'contentType'> {
  /** On the site: `/media/…`. */
  address: string;
  bytes: Buffer;
}

const known = 'title slug category tags excerpt date draft aliases canonical'.split(' ');
const maxAliases = 20;

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);
ajv.addFormat('well-formed', (text) => text.isWellFormed());
const isPost = ajv.compile(kindSchemas.post.Create);

/** The names that files have for fields of the API. */
const inFile: Record<string, string> = { canonicalUrl: 'canonical', content: 'the text' };

/**
 * @param bytes of the file, if it is not there yet.
 * @param files that are not there yet either, by their paths.
 * @throws {Problem}s in an `AggregateError`
 */
export function readPostFile(
  path: string,
  bytes: Uint8Array = readFileSync(path),
  files = new Map<string, Buffer>(),
): PostFile {
  const problems: Problem[] = [];
  const attempt = <T>(what: () => T): T | undefined => {
    try {
      return what();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push(error);
      return undefined;
    }
  };
  const matter = attempt(() => readFrontMatter(decode(bytes)));
  if (!matter) throw new AggregateError(problems);

  const notes = [...unknownNames(path, matter), ...assumedZone(path, matter)];
  const images = new Map<string, LocalImage>();
  const content = replaceImages(
    matter.text,
    (reference, line) => {
      const image = attempt(() => localImage(path, reference, line, files));
      if (image) images.set(reference, image);
      return image?.address;
    },
    matter.textLine,
  );
  const aliases = attempt(() => aliasesOf(matter)) ?? [];
  const publication = attempt(() => publicationOf(matter)) ?? 'draft';
  const post = attempt(() => postOf(path, matter, content));
  if (post) problems.push(...problemsOf(post, matter));
  if (problems.length > 0 || !post) throw new AggregateError(problems);
  const unique = [...new Set(aliases)].filter((alias) => alias !== post.slug);
  return {
    ...{ path, post, publication, aliases: unique, images, notes },
    fingerprint: fingerprint(post, publication),
  };
}

/** Those that the post can have: an address that was never public leads nowhere. */
export function aliasesFor({ aliases }: PostFile, { status }: ServerPost): string[] {
  return status === 'published' ? aliases : [];
}

/** Text with line feeds. @throws {Problem} for another encoding than UTF-8 */
export function decode(bytes: Uint8Array): string {
  if (!isUtf8(bytes) || bytes.includes(0)) throw new Problem('not UTF-8: save it as UTF-8', 1);
  return new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
}

function unknownNames(path: string, { fields, lineOf }: FrontMatter): string[] {
  return Object.keys(fields)
    .filter((name) => !known.includes(name))
    .map((name) => located(path, { message: `"${name}" is not used`, line: lineOf(name) }));
}

function assumedZone(path: string, { fields: { date }, lineOf }: FrontMatter): string[] {
  if (typeof date !== 'string' || !hasNoZone(date)) return [];
  return [located(path, { message: `${date} has no time zone: UTC`, line: lineOf('date') })];
}

/** @throws {Problem} for an image that cannot be uploaded. Undefined if it is none of the project's files. */
function localImage(path: string, reference: string, line: number, files: Map<string, Buffer>) {
  if (/^([a-z][a-z\d+.-]*:|\/|#)/i.test(reference)) return undefined;
  const file = join(dirname(path), fileName(reference));
  if (file.startsWith('..')) {
    throw new Problem(`${reference} is outside of the project`, line);
  }
  if (!files.has(file) && !isFile(file)) throw new Problem(`there is no ${reference}`, line);
  const bytes = files.get(file) ?? readFileSync(file);
  if (bytes.length > maxMediaBytes) throw new Problem(`${reference} has more than 2 MiB`, line);
  try {
    const { name, contentType } = readImage(bytes);
    return { address: `/media/${name}`, contentType, bytes };
  } catch (error) {
    if (error instanceof NotValid) {
      throw new Problem(`${reference} ${error.details[0]?.message}`, line);
    }
    if (!(error instanceof UnsupportedMediaType)) throw error;
    throw new Problem(`${reference} is not a PNG, JPEG, WebP, AVIF or GIF image`, line);
  }
}

function publicationOf({ fields: { draft = '', date = '' }, lineOf }: FrontMatter): Publication {
  const instant = date === '' ? undefined : at(lineOf('date'), () => parseDate(asText(date)));
  if (draft === 'true' || draft === '') return 'draft';
  if (draft !== 'false') throw new Problem('draft must be true or false', lineOf('draft'));
  return (instant as Publication | undefined) ?? 'published';
}

function aliasesOf({ fields: { aliases = [] }, lineOf }: FrontMatter): string[] {
  const line = lineOf('aliases');
  if (aliases === '') return [];
  if (!Array.isArray(aliases)) throw new Problem('aliases must be a list', line);
  if (aliases.length > maxAliases) throw new Problem(`has more than ${maxAliases} aliases`, line);
  for (const alias of aliases) {
    const problem = slugProblem(at(line, () => asText(alias)));
    if (problem) throw new Problem(`alias "${alias}" ${problem}`, line);
  }
  return aliases as string[];
}

function postOf(path: string, { fields, lineOf }: FrontMatter, content: string): Post {
  const text = (name: string) => {
    const value = fields[name];
    return value === undefined ? '' : at(lineOf(name), () => asText(value)).trim();
  };
  const slug = text('slug') || slugOfPath(path);
  const { tags = [] } = fields;
  if (tags !== '' && !Array.isArray(tags)) throw new Problem('tags must be a list', lineOf('tags'));
  const names = (tags === '' ? [] : tags).map((tag) =>
    at(lineOf('tags'), () => asText(tag).trim()),
  );
  return {
    slug,
    title: text('title'),
    category: text('category'),
    tags: names,
    ...(text('excerpt') && { excerpt: text('excerpt') }),
    ...(text('canonical') && { canonicalUrl: text('canonical') }),
    content: tidy(content),
  };
}

/** The name of the file or, for `hello/index.md`, of its folder. */
export function slugOfPath(path: string): string {
  const name = basename(path, '.md');
  const stem = name === 'index' ? basename(dirname(path)) : name;
  if (!slugProblem(stem)) return stem;
  const advice = slugify(stem) ? `"${slugify(stem)}.md", or add "slug"` : 'add "slug"';
  throw new Problem(`the name of the file cannot be an address: ${advice}`, 1);
}

function problemsOf(post: Post, { lineOf, textLine }: FrontMatter): Problem[] {
  const lineFor = (field: string) =>
    field === 'content' ? textLine : lineOf(inFile[field] ?? field);
  const nameOf = (field: string) => inFile[field] ?? field;
  if (!isPost(post)) {
    const fields = new Map((isPost.errors ?? []).map((error) => [fieldOf(error), error]));
    return [...fields].map(
      ([field, error]) =>
        new Problem(`${nameOf(field)} ${reason(field, error, post)}`, lineFor(field)),
    );
  }
  try {
    toInput('post', { ...post });
    renderMarkdown(post.content, 'en');
    return [];
  } catch (error) {
    if (error instanceof MarkdownError) return [new Problem(`the text ${error.message}`, textLine)];
    if (!(error instanceof NotValid)) throw error;
    return error.details.map(({ path, message }) => {
      const [, field = ''] = path.split('.');
      return new Problem(`${nameOf(field)} ${message}`, lineFor(field));
    });
  }
}

function fieldOf({ instancePath }: ErrorObject): string {
  return instancePath.split('/')[1] ?? '';
}

function reason(field: string, { keyword, message, params }: ErrorObject, post: Post): string {
  if (!post[field as keyof Post]) return 'is required';
  if (keyword === 'maxLength') return `must have at most ${params.limit} characters`;
  if (field === 'slug') return slugProblem(post.slug) ?? `${message}`;
  if (field === 'canonicalUrl') return 'must be an address that begins with https://';
  if (keyword === 'pattern' || keyword === 'minLength') return 'must be one line of text';
  return `${message}`;
}

function asText(value: Value): string {
  if (typeof value === 'string') return value;
  throw new Problem('must be text');
}
