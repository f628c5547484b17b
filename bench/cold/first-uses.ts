import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from '../percentile.ts';

interface FirstUse {
  title: string;
  request: { httpMethod: string; path: string; body?: string };
  status: number;
}

/** What a process may be asked first, and has to load then. */
const firstUses: FirstUse[] = [
  { title: '`GET /count`', request: { httpMethod: 'GET', path: '/count' }, status: 200 },
  {
    title: '`GET /v1/blog/posts`, with the routes of content',
    request: { httpMethod: 'GET', path: '/v1/blog/posts' },
    status: 200,
  },
  {
    title: '`POST /v1/auth/login`, with the client of the user pool; the password is wrong',
    request: {
      ...{ httpMethod: 'POST', path: '/v1/auth/login' },
      body: JSON.stringify({ email: 'nobody@example.com', password: 'Wrong-Password-1' }),
    },
    status: 401,
  },
];

type Measure = (event: string, status: number) => Promise<{ init: Times; first: Times }>;

interface Times {
  cpuMs: number;
  wallMs: number;
}

/** A table in Markdown. @param folder for files with events */
export async function measureFirstUses(
  folder: string,
  rounds: number,
  measure: Measure,
): Promise<string> {
  const recorded = JSON.parse(await readFile('events/get-count.json', 'utf8'));
  const rows: string[] = [];
  for (const [i, { title, request, status }] of firstUses.entries()) {
    const event = join(folder, `first-use-${i}.json`);
    const type = { 'Content-Type': ['application/json'] };
    const multiValueHeaders = { ...recorded.multiValueHeaders, ...(request.body && type) };
    await writeFile(event, JSON.stringify({ ...recorded, ...request, multiValueHeaders }));
    const runs: Awaited<ReturnType<Measure>>[] = [];
    for (let round = 0; round < rounds; round++) runs.push(await measure(event, status));
    const ms = (of: (run: Awaited<ReturnType<Measure>>) => number) =>
      median(runs.map(of)).toFixed(0);
    rows.push(
      `| ${title} | ${ms(({ first }) => first.cpuMs)} ms | ${ms(({ first }) => first.wallMs)} ms |`,
    );
  }
  return `| The first request of a process | CPU | wall time |\n|---|---|---|\n${rows.join('\n')}`;
}
