import { acceptedPerSecond, byArithmetic, type Conditions, type Run } from './hot-key-report.ts';

const [width, height] = [640, 424];
const [left, right, top, bottom] = [56, 580, 60, 376];

const style = `
svg { background: #fff; font: 13px Helvetica, Arial, sans-serif }
text { fill: #24211c }
line { stroke: #625c50 }
.quiet { fill: #625c50 }
.limit { stroke: #625c50; stroke-width: 1.5; stroke-dasharray: 6 4 }
.sizes { stroke: #d9b9a5; stroke-width: 3 }
.measured { fill: #8a3b12 }
@media (prefers-color-scheme: dark) {
  svg { background: #1c1d20 }
  text { fill: #e6e3dd }
  line { stroke: #a9abb1 }
  .quiet { fill: #a9abb1 }
  .limit { stroke: #a9abb1 }
  .sizes { stroke: #6b4d3a }
  .measured { fill: #eba56f }
}
`;

/** docs/images/hot-key.svg: visits accepted per second by number of shards, and the limits. */
export function hotKeyChart(runs: Run[], conditions: Conditions): string {
  const maxShards = Math.max(...runs.map(({ shards }) => shards));
  const limit = maxShards * conditions.unitsPerSecond;
  const sizes = byArithmetic(maxShards, conditions);
  const x = (shards: number) => Math.round(left + (shards / maxShards) * (right - left));
  const y = (visits: number) => Math.round(bottom - (visits / limit) * (bottom - top));
  const points = runs.map((run) => ({
    shards: run.shards,
    visits: acceptedPerSecond(run, conditions),
  }));
  const values = points.map(({ shards, visits }) => `${shards}: ${visits.toFixed(0)}`).join(', ');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">Visits accepted per second, by shards of ${conditions.unitsPerSecond} write units per second each: ${values}</title>
<style>${style}</style>
<circle class="measured" cx="${left + 6}" cy="21" r="5"/>
<text class="quiet" x="${left + 18}" y="25">visits accepted per second</text>
<line class="sizes" x1="${left + 190}" y1="21" x2="${left + 214}" y2="21"/>
<text class="quiet" x="${left + 222}" y="25">predicted</text>
<line class="limit" x1="${left + 316}" y1="21" x2="${left + 340}" y2="21"/>
<text class="quiet" x="${left + 348}" y="25">limit: ${conditions.unitsPerSecond} units per shard</text>
<line x1="${left}" y1="${bottom}" x2="${right}" y2="${bottom}"/>
<line class="limit" x1="${left}" y1="${bottom}" x2="${right}" y2="${y(limit)}"/>
<line class="sizes" x1="${left}" y1="${bottom}" x2="${right}" y2="${y(sizes)}"/>
<text class="quiet" x="${right}" y="${y(limit) - 8}" text-anchor="end">${limit}</text>
${points
  .map(
    ({ shards, visits }) => `<circle class="measured" cx="${x(shards)}" cy="${y(visits)}" r="5"/>
<text x="${x(shards) + 10}" y="${y(visits) + 8}">${visits.toFixed(0)}</text>
<text class="quiet" x="${x(shards)}" y="${bottom + 20}" text-anchor="middle">${shards}</text>`,
  )
  .join('\n')}
<text class="quiet" x="${(left + right) / 2}" y="${bottom + 40}" text-anchor="middle">shards</text>
</svg>
`;
}
