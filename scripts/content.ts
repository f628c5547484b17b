import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { contentApi } from './content/api.ts';
import { defaultFolder } from './content/folder.ts';
import { importPosts } from './content/import.ts';
import { pull } from './content/pull.ts';
import { push, status } from './content/push.ts';
import { asJson, asText, exitCode, type Report } from './content/report.ts';
import { slugFor } from './content/slug.ts';
import { newFile } from './content/write-file.ts';
import { apiBase } from './lib/api-base.ts';
import { startSession } from './lib/api-session.ts';
import { runScript, UserError } from './lib/user-error.ts';

const defaultCategory = 'Notes';
const usage = `npm run content -- status | push | pull [files] [options]
npm run content -- new "Title"
npm run content -- import <folder or articles.json>

  --dry-run   says what it would do; the default in a terminal
  --yes       does it
  --prune     push: unpublishes posts whose files are gone
  --drafts    pull: also writes files for drafts
  --force     push, pull of named files: overwrites the other side
  --category  import: of posts that have none, "${defaultCategory}" by default
  --fetch-images  import: takes images of other sites along
  --folder    the files, "${defaultFolder}" by default
  --json      for programs

docs/content.md says more.`;

const options = {
  'dry-run': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  prune: { type: 'boolean', default: false },
  drafts: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  category: { type: 'string', default: defaultCategory },
  'fetch-images': { type: 'boolean', default: false },
  folder: { type: 'string', default: defaultFolder },
  json: { type: 'boolean', default: false },
} as const;

// Posts as Markdown files: docs/content.md.
await runScript(async () => {
  const { values, positionals } = args();
  const [command, ...files] = positionals;
  const isPlan = values['dry-run'] || (process.stdout.isTTY && !values.yes);
  const folder = values.folder.replace(/^\.\/|\/+$/g, '');
  const chosen = {
    ...values,
    folder,
    isPlan,
    files: files.map((file) => file.replace(/^\.\//, '')),
  };
  if (values.force && files.length === 0) throw new UserError('--force needs the names of files.');

  if (command === 'new') return create(folder, files.join(' '));
  if (command === 'import') {
    const [from = ''] = files;
    const { category, 'fetch-images': fetchImages } = values;
    const report = await importPosts(from, { folder, category, fetchImages, isPlan });
    return finish(report, values.json);
  }
  const run = { status, push, pull }[command ?? ''];
  if (!run) throw new UserError(usage);
  for (const file of chosen.files) {
    if (!existsSync(file)) throw new UserError(`There is no file ${file}.`);
  }
  const base = apiBase(process.env);
  finish(await run(contentApi(base, startSession(base, process.env)), chosen), values.json);
});

function args() {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${usage}`);
  }
}

function finish(report: Report, json: boolean): void {
  console.log(json ? asJson(report) : asText(report));
  process.exitCode = exitCode(report.actions);
}

function create(folder: string, title: string): void {
  if (title.trim() === '') throw new UserError('Give the post a title: new "Title"');
  const slug = slugFor(title);
  const path = `${folder}/${slug}.md`;
  if (existsSync(path)) throw new UserError(`${path} exists.`);
  mkdirSync(folder, { recursive: true });
  const fields = { title, category: defaultCategory, tags: [], excerpt: '', draft: true };
  writeFileSync(path, newFile(fields, 'Write here.'));
  console.log(`${path}: set "draft: false" when it is ready, then npm run content -- push`);
}
