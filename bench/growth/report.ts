import { table } from '../../scripts/cost/format.ts';

/** One route with data of one size. */
export interface Reading {
  /** Its name, `GET /v1/blog/posts`. */
  route: string;
  days: number;
  /** Of a process that has just started. */
  units: number;
  requests: number;
  /** Median of later ones. */
  ms: number;
}

/** The routes, each with what it cost at every size. */
function byRoute(readings: Reading[]): [string, Reading[]][] {
  return Object.entries(Object.groupBy(readings, ({ route }) => route)).map(([route, own = []]) => [
    route,
    own,
  ]);
}

export function report(readings: Reading[], sizes: number[]): string {
  const cells = byRoute(readings).map(([route, own]) => [
    `\`${route}\``,
    ...own.map(({ units, requests, ms }) => `${units} in ${requests}, ${ms.toFixed(1)} ms`),
  ]);
  const head = ['Route', ...sizes.map((days) => `${days.toLocaleString('en')} days`)];
  return table(head, ['---', ...sizes.map(() => '--:')], cells);
}

const [width, labels, row, top] = [680, 280, 46, 60];
const scale = 330;

const style = `
svg { background: #fff; font: 13px Helvetica, Arial, sans-serif }
text { fill: #24211c }
.quiet { fill: #625c50; font-size: 11px }
.size-0 { fill: #d9b9a5 }
.size-1 { fill: #b57a56 }
.size-2 { fill: #8a3b12 }
@media (prefers-color-scheme: dark) {
  svg { background: #1c1d20 }
  text { fill: #e6e3dd }
  .quiet { fill: #a9abb1 }
  .size-0 { fill: #6b4d3a }
  .size-1 { fill: #b07c53 }
  .size-2 { fill: #eba56f }
}
`;

/** docs/images/growth.svg: read units of each route, a bar for each size. */
export function growthChart(readings: Reading[], sizes: number[]): string {
  const routes = byRoute(readings);
  const most = Math.max(...readings.map(({ units }) => units));
  const height = top + routes.length * row + 10;
  const title = `Read units of a request, with ${sizes.map((days) => days.toLocaleString('en')).join(', ')} days of numbers`;
  const drawn = routes.map(([route, own], i) => {
    const y = top + i * row;
    const bars = own.map(({ units }, size) => {
      const length = Math.max(1, (units / most) * scale);
      return `<rect class="size-${size}" x="${labels}" y="${y + size * 11}" width="${length.toFixed(1)}" height="9"/>
<text class="quiet" x="${(labels + length + 6).toFixed(1)}" y="${y + size * 11 + 9}">${units}</text>`;
    });
    return `<text x="${labels - 10}" y="${y + 20}" text-anchor="end">${route.replace('GET ', '').replace(/&/g, '&amp;')}</text>
${bars.join('\n')}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">${title}</title>
<style>${style}</style>
<text x="10" y="24">${title}</text>
<text class="quiet" x="10" y="42">From top to bottom, of a process that has just started. Items of 4 KB cost half a unit.</text>
${drawn.join('\n')}
</svg>
`;
}
