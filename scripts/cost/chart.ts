import type { Line } from './bill.ts';
import { usd } from './format.ts';
import { prices } from './prices.ts';

const width = 640;
const labels = 130;
const amounts = 60;
const row = 26;
const top = 44;

const style = `
svg { background: #fff; font: 13px Helvetica, Arial, sans-serif }
text { fill: #24211c }
.quiet { fill: #625c50 }
.free { fill: #d9b9a5 }
.left { fill: #8a3b12 }
@media (prefers-color-scheme: dark) {
  svg { background: #1c1d20 }
  text { fill: #e6e3dd }
  .quiet { fill: #a9abb1 }
  .free { fill: #6b4d3a }
  .left { fill: #eba56f }
}
`;

interface Bar {
  service: string;
  list: number;
  beyondFree: number;
}

/** docs/images/cost.svg: a bar for each service of a bill, with the part beyond the free tier marked. */
export function costChart(lines: Line[], title: string): string {
  const bars = byService(lines);
  const scale = (width - labels - amounts - 16) / Math.max(...bars.map(({ list }) => list));
  const height = top + bars.length * row + 14;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">${title}: ${bars.map(({ service, list }) => `${service} ${usd(list)}`).join(', ')}</title>
<style>${style}</style>
<rect class="left" x="${labels}" y="15" width="12" height="12" rx="2"/>
<text class="quiet" x="${labels + 18}" y="25">payable</text>
<rect class="free" x="${labels + 110}" y="15" width="12" height="12" rx="2"/>
<text class="quiet" x="${labels + 128}" y="25">within the free tier of every account</text>
${bars.map((bar, i) => drawBar(bar, top + i * row, scale)).join('\n')}
</svg>
`;
}

function drawBar({ service, list, beyondFree }: Bar, y: number, scale: number): string {
  const [whole, left] = [list * scale, beyondFree * scale].map((length) => length.toFixed(1));
  const end = (labels + list * scale + 8).toFixed(1);
  return `<text x="${labels - 10}" y="${y + 14}" text-anchor="end">${service}</text>
<rect class="free" x="${labels}" y="${y}" width="${whole}" height="18" rx="2"/>
<rect class="left" x="${labels}" y="${y}" width="${left}" height="18" rx="2"/>
<text class="quiet" x="${end}" y="${y + 14}">${usd(list)}</text>`;
}

function byService(lines: Line[]): Bar[] {
  const bars = new Map<string, Bar>();
  for (const { item, list, beyondFree } of lines) {
    const { service } = prices[item];
    const bar = bars.get(service) ?? { service, list: 0, beyondFree: 0 };
    bars.set(service, { ...bar, list: bar.list + list, beyondFree: bar.beyondFree + beyondFree });
  }
  return [...bars.values()].filter(({ list }) => list > 0).sort((a, b) => b.list - a.list);
}
