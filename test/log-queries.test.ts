import { readFile } from 'node:fs/promises';
import { test } from 'tap';
import { parse } from 'yaml';
import { embeddedMetrics } from '../app/metrics.ts';
import { upkeep } from '../app/upkeep.ts';
import { build } from './support/build.ts';

const text = await readFile('docs/operations.md', 'utf8');
const queries = [...text.matchAll(/^```insights\n(.*?)^```/gms)].map(([, query = '']) => query);

/** CloudWatch adds these; the last ones to Lambda's own lines. */
const ofCloudWatch = ['@timestamp', '@type', '@initDuration'];
const commands = ['filter', 'stats', 'sort', 'display'];
const functions = ['count', 'sum', 'max', 'pct', 'bin', 'ispresent'];
const words = ['by', 'as', 'desc', 'like'];

/** The fields that a query reads, without the names that it gives itself. */
function fieldsOf(query: string): string[] {
  const bare = query.replaceAll(/"[^"]*"|\/[^/\n]*\//g, '').replaceAll(/\b\d\w*/g, '');
  const named = [...bare.matchAll(/\bas (\w+)/g)].map(([, name]) => name);
  const known = new Set([...functions, ...words, ...commands, ...named]);
  const all = bare.match(/@?[a-z][\w.]*/gi) ?? [];
  return all.filter((name) => !known.has(name));
}

/** Names as Logs Insights finds them in a line: `err.type`. */
function namesIn(value: object, before = ''): string[] {
  return Object.entries(value).flatMap(([key, part]) =>
    part && typeof part === 'object' ? namesIn(part, `${before}${key}.`) : [before + key],
  );
}

test('the queries of docs/operations.md read fields that the logs have', async (t) => {
  const lines: string[] = [];
  const { app, logs } = await build(t, {
    extend: (app) =>
      app.get('/fails', { config: { policy: 'public' } }, () => {
        throw new Error('A bug');
      }),
  });
  t.equal((await app.inject('/fails')).statusCode, 500);
  t.equal((await app.inject('/health')).statusCode, 200);
  const metrics = embeddedMetrics('my-stack', (line) => lines.push(line));
  metrics.pageView();
  const failing = { name: 'days', limitMs: 1000, run: () => Promise.reject(new Error('A bug')) };
  await t.rejects(upkeep([failing], { metrics, log: (line) => lines.push(line) }));

  const { Resources } = parse(await readFile('template.yaml', 'utf8'), { logLevel: 'silent' });
  const access: string = Resources.Api.Properties.AccessLogSetting.Format;
  const all = [...logs, ...lines, access].map((line) => JSON.parse(line));
  const names = new Set([...all.flatMap((line) => namesIn(line)), ...ofCloudWatch]);

  t.equal(queries.length, 6);
  for (const query of queries) {
    for (const command of query.trim().split('\n| '))
      t.ok(commands.includes(command.split(' ')[0] ?? ''), 'a command of Logs Insights');
    const fields = fieldsOf(query);
    t.ok(fields.length > 0);
    t.strictSame(
      fields.filter((field) => !names.has(field)),
      [],
    );
  }
  t.ok(fieldsOf('filter level = "x" | stats max(elapsed) by route').includes('elapsed'));
});
