import { median } from '../percentile.ts';
import { cold, peers, type Run, ratios } from './report.ts';

const [width, labels, amounts, row, top] = [680, 210, 60, 28, 44];

const style = `
svg { background: #fff; font: 13px Helvetica, Arial, sans-serif }
text { fill: #24211c }
.quiet { fill: #625c50 }
rect { fill: #d9b9a5 }
.ours { fill: #8a3b12 }
@media (prefers-color-scheme: dark) {
  svg { background: #1c1d20 }
  text { fill: #e6e3dd }
  .quiet { fill: #a9abb1 }
  rect { fill: #6b4d3a }
  .ours { fill: #eba56f }
}
`;

/** docs/images/cold-start.svg: the CPU time of a cold start of `GET /count`, as a ratio to the bare handler's. */
export function coldChart(runs: Run[]): string {
  const bars = peers.map(({ name, title }) => ({
    name,
    title,
    ratio: median(ratios(runs, name, 'get-count', cold)),
  }));
  const scale = (width - labels - amounts) / Math.max(...bars.map(({ ratio }) => ratio));
  const height = top + bars.length * row + 10;
  const title = 'CPU time of a cold start and the first GET /count, 1 = a handler on the AWS SDK';
  const drawn = bars.map(({ name, title, ratio }, i) => {
    const y = top + i * row;
    const length = (ratio * scale).toFixed(1);
    return `<text x="${labels - 10}" y="${y + 14}" text-anchor="end">${title}</text>
<rect${name === 'ours' ? ' class="ours"' : ''} x="${labels}" y="${y}" width="${length}" height="18" rx="2"/>
<text class="quiet" x="${(labels + ratio * scale + 8).toFixed(1)}" y="${y + 14}">${ratio.toFixed(2)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">
<title id="title">${title}: ${bars.map(({ title, ratio }) => `${title} ${ratio.toFixed(2)}`).join(', ')}</title>
<style>${style}</style>
<text x="16" y="24">${title}</text>
${drawn.join('\n')}
</svg>
`;
}
