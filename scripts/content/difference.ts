import { readFileSync } from 'node:fs';
import { createTwoFilesPatch } from 'diff';
import type { ServerPost } from './post.ts';
import { decode, type PostFile } from './post-file.ts';
import { updatedFile } from './write-file.ts';

/** What differs between a file and the post of it, as a patch. */
export function difference(file: PostFile, post: ServerPost | undefined): string {
  const what = 'the file and the post have both changed';
  if (post?.content === undefined) return what;
  const text = decode(readFileSync(file.path));
  const other = updatedFile(text, file, { ...post, content: post.content });
  const patch = createTwoFilesPatch('the post', 'the file', other, text, '', '', { context: 2 });
  const lines = patch.split('\n').slice(1, -1);
  return [what, ...lines.map((line) => `    ${line}`), advice(file.path)].join('\n');
}

function advice(path: string): string {
  return `    To keep the file: npm run content -- push --force ${path}\n    To take the post: npm run content -- pull --force ${path}`;
}
