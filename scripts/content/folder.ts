import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../lib/user-error.ts';
import { type PostFile, readPostFile } from './post-file.ts';
import { located, type Problem } from './problems.ts';

export const defaultFolder = 'content/posts';

/** Paths of the files in `folder` whose names match, in order. Hidden folders and links are left out. */
export function filesIn(folder: string, names: RegExp): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && names.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)\.(?!\.?\/)/.test(path))
    .sort();
}

/** All posts of `folder`. @throws {UserError} that names each file that is wrong, with its lines */
export function readPosts(folder: string): PostFile[] {
  const problems: string[] = [];
  const files: PostFile[] = [];
  for (const path of filesIn(folder, /\.md$/)) {
    try {
      files.push(readPostFile(path));
    } catch (error) {
      if (!(error instanceof AggregateError)) throw error;
      problems.push(...error.errors.map((one: Problem) => located(path, one)));
    }
  }
  problems.push(...sharedAddresses(files));
  if (problems.length > 0) {
    throw new UserError(`${problems.join('\n')}\n\nNothing was sent.`);
  }
  return files;
}

function sharedAddresses(files: PostFile[]): string[] {
  const owners = new Map<string, string>();
  return files.flatMap(({ path, post, aliases }) =>
    [post.slug, ...aliases].flatMap((slug) => {
      const other = owners.get(slug);
      owners.set(slug, path);
      return other ? [located(path, { message: `${other} has the address "${slug}"` })] : [];
    }),
  );
}
