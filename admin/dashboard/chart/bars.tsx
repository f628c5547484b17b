import { useId } from 'preact/hooks';
import type { Bucket } from '../days.ts';
import type { Geometry } from './geometry.ts';

interface Props {
  geometry: Geometry;
  buckets: Bucket[];
  /** Which bars have a post that was published then. */
  marked: boolean[];
  chosen: number | undefined;
}

/** What is drawn of a chart: in an image, screen readers read none of it. */
export function Bars({ geometry, buckets, marked, chosen }: Props) {
  const hatched = useId();
  const { plot, width, lines, bars, before, importedBefore, peak, days } = geometry;
  const base = plot.y + plot.height;
  const slot = chosen === undefined ? undefined : bars[chosen]?.slot;
  return (
    <g>
      <pattern id={hatched} width="5" height="5" patternUnits="userSpaceOnUse">
        <path class="hatch" d="M-1 1L1 -1M0 5L5 0M4 6L6 4" />
      </pattern>
      {slot && <rect class="chosen" {...slot} />}
      {lines.map(({ y, label }) => (
        <g key={label}>
          <line class="grid" x1={plot.x} x2={width} y1={y} y2={y} />
          <text class="tick" x={plot.x - 6} y={y} dy="0.32em" text-anchor="end">
            {label}
          </text>
        </g>
      ))}
      {bars.map(({ own, imported }, i) => {
        const isOpen = buckets[i]?.isOpen;
        return (
          <g key={buckets[i]?.from} class="slot">
            {imported.height > 0 && <rect class="imported" {...imported} />}
            {own.height > 0 && (
              <rect
                class={isOpen ? 'bar open' : 'bar'}
                {...(isOpen && { fill: `url(#${hatched})` })}
                {...own}
              />
            )}
            {marked[i] && <path class="mark" d={`M${own.x + own.width / 2} ${base + 3}l4 7h-8z`} />}
          </g>
        );
      })}
      {importedBefore && <path class="before others" d={importedBefore} />}
      {before && <path class="halo" d={before} />}
      {before && <path class="before" d={before} />}
      {peak && (
        <text class="peak" x={peak.x} y={peak.y} text-anchor={peak.anchor}>
          {peak.text}
        </text>
      )}
      {days.map(({ x, text, anchor }) => (
        <text key={x} class="tick" x={x} y={base + 26} text-anchor={anchor}>
          {text}
        </text>
      ))}
    </g>
  );
}
