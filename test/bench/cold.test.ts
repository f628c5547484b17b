import { test } from 'tap';
import { coldChart } from '../../bench/cold/chart.ts';
import { cold, peers, type Run, ratios, report } from '../../bench/cold/report.ts';

const times = (ms: number) => ({ cpuMs: ms, wallMs: 2 * ms });
const run = (peer: string, event: string, ms: number): Run => ({
  ...{ peer, event, init: times(ms), first: times(ms / 2), warm: times(ms / 100), memoryMb: ms },
});
/** Two rounds; in the second, everything takes twice as long, but ours three times. */
const runs = ['get-count', 'post-visitors-track'].flatMap((event) =>
  peers.flatMap(({ name }) => {
    const ms = name === 'ours' ? 200 : 100;
    return [run(name, event, ms), run(name, event, ms * (name === 'ours' ? 3 : 2))];
  }),
);

test('a ratio compares processes of the same round', (t) => {
  t.strictSame(ratios(runs, 'ours', 'get-count', cold), [2, 3]);
  t.strictSame(ratios(runs, 'Hono', 'get-count', cold), [1, 1]);
  t.end();
});

test('the report and the chart name every peer with its ratio', (t) => {
  const sizes = new Map([['ours', { bytes: 1_451_000, gzipped: 440_000 }]]);
  const text = report(runs, sizes, { rounds: 2, processors: 2, load: [0.5, 1.25] });
  t.match(text, '| this app, all routes | 600 + 300 ms | 3.00 (2.00–3.00) | 3.00 (2.00–3.00) |');
  t.match(text, '| this app, all routes | 1451 kB | 440 kB | 600 MB |');
  t.match(text, '2 rounds on a machine with 2 processors and a load of 0.5 at the start');
  const chart = coldChart(runs);
  for (const { title } of peers) {
    t.match(text, `| ${title} |`);
    t.match(chart, `>${title}</text>`);
  }
  t.end();
});
