import { perSecondBefore, type Stretch, unitsBefore } from './hot-key-report.ts';

const [width, height] = [680, 560];
const [left, right] = [64, 640];
/** Top and bottom of the two parts. */
const speed = { top: 70, bottom: 280, max: 1000, min: 0.1 };
const price = { top: 330, bottom: 510, max: 100, min: 1 };

const style = `
svg { background: #fff; font: 13px Helvetica, Arial, sans-serif }
text { fill: #24211c }
line { stroke: #625c50 }
.quiet { fill: #625c50 }
.grid { stroke: #625c50; stroke-opacity: .2 }
.before { fill: none; stroke: #8b8577; stroke-width: 2; stroke-dasharray: 6 4 }
.after { fill: none; stroke: #8a3b12; stroke-width: 2 }
.dot { fill: #8a3b12 }
@media (prefers-color-scheme: dark) {
  svg { background: #1c1d20 }
  text { fill: #e6e3dd }
  line { stroke: #a9abb1 }
  .quiet { fill: #a9abb1 }
  .grid { stroke: #a9abb1 }
  .before { stroke: #8d9096 }
  .after { stroke: #eba56f }
  .dot { fill: #eba56f }
}
`;

type Part = typeof speed;
type Point = [visitors: number, value: number];

/** docs/images/hot-key.svg: visits accepted per second and units per visit, by the visitors of the day. */
export function hotKeyChart(all: Stretch[], unitsPerSecond: number): string {
  const last = Math.max(...all.map(({ to }) => to));
  const x = (visitors: number) => round(left + (visitors / last) * (right - left));
  const y = ({ top, bottom, max, min }: Part, value: number) =>
    round(bottom - (Math.log(value / min) / Math.log(max / min)) * (bottom - top));
  const line = (part: Part, points: Point[]) =>
    points.map(([visitors, value]) => `${x(visitors)},${y(part, value)}`).join(' ');
  const steps = Array.from({ length: 51 }, (_, i) => Math.max(1, (last / 50) * i));

  function drawn(part: Part, title: string, after: Point[], before: Point[]): string {
    const lines = Math.round(Math.log10(part.max / part.min));
    const values = Array.from({ length: lines + 1 }, (_, i) => part.min * 10 ** i);
    const grid = values.map(
      (
        value,
      ) => `<line class="grid" x1="${left}" y1="${y(part, value)}" x2="${right}" y2="${y(part, value)}"/>
<text class="quiet" x="${left - 8}" y="${y(part, value) + 4}" text-anchor="end">${Number(value.toPrecision(1))}</text>`,
    );
    const dots = after.map(
      ([visitors, value]) =>
        `<circle class="dot" cx="${x(visitors)}" cy="${y(part, value)}" r="4"/>`,
    );
    return `<text x="${left}" y="${part.top - 12}">${title}</text>
${grid.join('\n')}
<polyline class="before" points="${line(part, before)}"/>
<polyline class="after" points="${line(part, after)}"/>
${dots.join('\n')}`;
  }

  const middle = ({ from, to }: Stretch) => (from + to) / 2;
  const end = all.at(-1);
  const summary = end
    ? `${end.perSecond.toFixed(0)} visits per second at ${end.unitsPerVisit.toFixed(2)} units with ${end.to} visitors`
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">Visits accepted per second, and write units per visit, by the visitors of the day: ${summary}</title>
<style>${style}</style>
<line class="after" x1="${left}" y1="20" x2="${left + 24}" y2="20"/>
<text class="quiet" x="${left + 32}" y="24">measured</text>
<line class="before" x1="${left + 120}" y1="20" x2="${left + 144}" y2="20"/>
<text class="quiet" x="${left + 152}" y="24">before, calculated: two items per day</text>
${drawn(
  speed,
  'Visits accepted per second',
  all.map((stretch) => [middle(stretch), stretch.perSecond]),
  steps.map((visitors) => [visitors, perSecondBefore(visitors, unitsPerSecond)]),
)}
${drawn(
  price,
  'Write units per visit',
  all.map((stretch) => [middle(stretch), stretch.unitsPerVisit]),
  steps.map((visitors) => [visitors, unitsBefore(visitors)]),
)}
${[0, 0.25, 0.5, 0.75, 1]
  .map(
    (share) =>
      `<text class="quiet" x="${x(share * last)}" y="${price.bottom + 20}" text-anchor="middle">${Math.round(share * last).toLocaleString('en')}</text>`,
  )
  .join('\n')}
<text class="quiet" x="${(left + right) / 2}" y="${price.bottom + 40}" text-anchor="middle">visitors of the day</text>
</svg>
`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
