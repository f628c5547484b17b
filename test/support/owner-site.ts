import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import { localOwner } from '../../scripts/local/user-pool-seed.ts';
import { printed, startCommand } from './command.ts';

export interface OwnerSite {
  url: string;
  owner: typeof localOwner;
  /** Sends a request of the owner to the API. `path` is below `/api`. */
  ask<T>(method: string, path: string, body?: object): Promise<T>;
}

/** `npm run dev` with data of its own, on a free port, until the test ends. */
export async function startOwnerSite(
  t: Pick<Test, 'teardown'>,
  env: NodeJS.ProcessEnv = {},
): Promise<OwnerSite> {
  const folder = await mkdtemp(join(tmpdir(), 'owner-site-'));
  const dev = startCommand(t, 'scripts/dev.ts', {
    env: { PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, ...ownTables(), ...env },
  });
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const url = await printed(dev, /Site and API {2}(\S+)/);
  let token = '';
  const send = async (method: string, path: string, body?: object) =>
    fetch(`${url}/api${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  return {
    url,
    owner: localOwner,
    async ask<T>(method: string, path: string, body?: object) {
      let answer = token ? await send(method, path, body) : undefined;
      if (!answer || answer.status === 401) {
        token = '';
        const signedIn = await send('POST', '/v1/auth/login', localOwner);
        token = ((await signedIn.json()) as { accessToken: string }).accessToken;
        answer = await send(method, path, body);
      }
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return (text ? JSON.parse(text) : undefined) as T;
    },
  };
}

/** Other tests may use the same database at the same time. */
function ownTables() {
  const id = randomUUID();
  return { DATA_TABLE_NAME: `site-${id}`, EPHEMERAL_TABLE_NAME: `site-${id}-ephemeral` };
}
