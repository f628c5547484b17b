import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Test } from 'tap';
import { type ContentApi, contentApi } from '../../scripts/content/api.ts';
import { defaultFolder } from '../../scripts/content/folder.ts';
import { pull } from '../../scripts/content/pull.ts';
import { push, status } from '../../scripts/content/push.ts';
import type { Report } from '../../scripts/content/report.ts';
import { startSession } from '../../scripts/lib/api-session.ts';
import { localOwner } from '../../scripts/local/user-pool-seed.ts';
import { build, listen } from './build.ts';
import { manifest } from './pages.ts';
import { makeUserPool } from './user-pool.ts';

const project = process.cwd();

/** The environment of the command for the owner. */
const ownerEnv = { API_EMAIL: localOwner.email, API_PASSWORD: localOwner.password };

const defaults = {
  folder: defaultFolder,
  files: [] as string[],
  force: false,
  isPlan: false,
  prune: false,
  drafts: false,
};

/** Makes an empty folder the working folder until the end of the test. */
export function emptyFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'content-'));
  const before = process.cwd();
  process.chdir(folder);
  t.teardown(() => {
    process.chdir(before === folder ? project : before);
    rmSync(folder, { recursive: true });
  });
  return folder;
}

export function writeFiles(files: Record<string, string | Buffer>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

/** `content/posts/<name>.md`, a published post by default. */
export function postFile(name: string, text = `Text of ${name}.`, more = 'draft: false') {
  const matter = `---\ntitle: ${name}\ncategory: Notes\n${more}\n---\n`;
  return { [`${defaultFolder}/${name}.md`]: `${matter}\n${text}\n` };
}

export function readPost(name: string): string {
  return readFileSync(`${defaultFolder}/${name}.md`, 'utf8');
}

/** `what path` of each action. */
export function said({ actions }: Report): string[] {
  return actions.map(({ what, path }) => `${what} ${path.replace(`${defaultFolder}/`, '')}`);
}

/** The API with an owner, and the commands for an empty folder. */
export async function contentFiles(t: Test, extend?: (app: FastifyInstance) => void) {
  const pool = await makeUserPool(t);
  const requests: Pick<FastifyRequest, 'method' | 'url'>[] = [];
  const { app } = await build(t, {
    env: pool.env,
    content: { site: async () => manifest },
    extend(app) {
      app.addHook('onRequest', async ({ method, url }) => void requests.push({ method, url }));
      extend?.(app);
    },
  });
  const url = await listen(app);
  emptyFolder(t);
  const api = contentApi(url, startSession(url, ownerEnv));
  const run =
    (command: (api: ContentApi, options: typeof defaults) => Promise<Report>) =>
    (options: Partial<typeof defaults> = {}, through = api) =>
      command(through, { ...defaults, ...options });
  return {
    url,
    api,
    /** Requests so far but those for signing in. */
    requests: () => requests.filter(({ url }) => !url.startsWith('/v1/auth')),
    status: run(status),
    push: run(push),
    pull: run(pull),
    /** The page of a post. */
    page: (slug: string) => fetch(`${url}/blog/${slug}`, { redirect: 'manual' }),
  };
}

export function git(...args: string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  execFileSync('git', [...identity, ...args], { stdio: 'ignore' });
}
