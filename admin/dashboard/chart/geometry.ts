import { areWeeks, type Bucket, total } from '../days.ts';
import { weekdayOf } from '../utc.ts';
import { dayText, shortNumber, weekdayText } from '../words.ts';
import { ticksUpTo } from './scale.ts';

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Label {
  x: number;
  text: string;
  anchor: 'start' | 'middle' | 'end';
}

/** Where everything of a chart is, in CSS pixels. */
export interface Geometry {
  width: number;
  height: number;
  plot: Box;
  lines: { y: number; label: string }[];
  /** One for each bucket, in their order. `slot` is the whole width that belongs to it. */
  bars: { slot: Box; own: Box; imported: Box }[];
  /** Paths through the values of the range before: its own numbers, and those of other programs on top. */
  before: string;
  importedBefore: string;
  peak: (Label & { y: number }) | undefined;
  days: Label[];
}

const top = 18;
const plotHeight = 132;
/** Below the plot: marks of posts, then the days. */
const bottom = 32;
const digitWidth = 8;

export const chartHeight = top + plotHeight + bottom;

/** Bars begin at zero. What is more than zero is at least one pixel high. */
export function geometryOf(buckets: Bucket[], width: number): Geometry {
  const tops = buckets.map(({ value, imported, before }) =>
    Math.max(value + total(imported), (before?.value ?? 0) + (before?.imported ?? 0)),
  );
  const ticks = ticksUpTo(Math.max(0, ...tops));
  const max = ticks.at(-1) ?? 1;
  const left = Math.max(...ticks.map((tick) => shortNumber(tick).length)) * digitWidth + 6;
  const plot = { x: left, y: top, width: Math.max(width - left, 1), height: plotHeight };
  const base = plot.y + plot.height;
  const heightOf = (value: number) => (value > 0 ? Math.max(1, (value / max) * plotHeight) : 0);
  const step = plot.width / Math.max(buckets.length, 1);
  const gap = step > 12 ? 4 : step > 5 ? 1.5 : 0.5;

  const bars = buckets.map(({ value, imported }, i) => {
    const slot = { ...plot, x: plot.x + i * step, width: step };
    const inner = { x: slot.x + gap / 2, width: Math.max(step - gap, 1) };
    const [own, more] = [heightOf(value), heightOf(total(imported))];
    return {
      slot,
      own: { ...inner, y: base - own, height: own },
      imported: { ...inner, y: base - own - more, height: more },
    };
  });

  const path = (levelOf: (before: NonNullable<Bucket['before']>) => number | undefined) => {
    let isDown = false;
    const parts = buckets.map(({ before }, i) => {
      const value = before && levelOf(before);
      const slot = bars[i]?.slot;
      if (value === undefined || !slot) {
        isDown = false;
        return '';
      }
      const y = round(base - heightOf(value));
      const start = `${isDown ? 'V' : `M${round(slot.x)} `}${y}`;
      isDown = true;
      return `${start}H${round(slot.x + slot.width)}`;
    });
    return parts.join('');
  };

  return {
    width,
    height: chartHeight,
    plot,
    lines: ticks.map((tick) => ({ y: base - (tick / max) * plotHeight, label: shortNumber(tick) })),
    bars,
    before: hasBefore(buckets) ? path(({ value }) => value) : '',
    importedBefore: path(({ value, imported }) => (imported > 0 ? value + imported : undefined)),
    peak: peakLabel(buckets, bars, width),
    days: dayLabels(buckets, bars, width),
  };
}

/** The index of the bucket at `x`. */
export function bucketAt({ plot, bars }: Geometry, x: number): number {
  const index = Math.floor(((x - plot.x) / plot.width) * bars.length);
  return Math.min(Math.max(index, 0), bars.length - 1);
}

/** Whether the range before has numbers of its own: without them, there is no line. */
export function hasBefore(buckets: Bucket[]): boolean {
  return buckets.some(({ before }) => before && before.value > 0);
}

/** The bucket with the highest own value, the latest of equals. */
export function peakOf(buckets: Bucket[]): number | undefined {
  const max = Math.max(0, ...buckets.map(({ value }) => value));
  return max > 0 ? buckets.findLastIndex(({ value }) => value === max) : undefined;
}

function peakLabel(buckets: Bucket[], bars: Geometry['bars'], width: number) {
  const at = peakOf(buckets);
  const bar = at === undefined ? undefined : bars[at];
  if (at === undefined || !bar) return undefined;
  const text = shortNumber(buckets[at]?.value ?? 0);
  return { ...place(bar, text, width, text.length * digitWidth), y: bar.imported.y - 4 };
}

/** Labels that do not touch each other. The last bar always has one. */
function dayLabels(buckets: Bucket[], bars: Geometry['bars'], width: number): Label[] {
  const labels: Label[] = [];
  let free = Number.POSITIVE_INFINITY;
  for (const [i, bucket] of [...buckets.entries()].reverse()) {
    const bar = bars[i];
    const text = dayLabel(buckets, i);
    if (!bar || !text) continue;
    const center = bar.slot.x + bar.slot.width / 2;
    const room = text.length * digitWidth;
    if (!bucket.isOpen && center + room / 2 > free) continue;
    const label = place(bar, text, width, room);
    free = (label.anchor === 'end' ? label.x - room : center - room / 2) - 4;
    labels.unshift(label);
  }
  return labels;
}

/** Few bars are named by the weekday, months by Mondays, more by the first of the month. */
function dayLabel(buckets: Bucket[], i: number): string | undefined {
  const bucket = buckets[i];
  if (!bucket) return undefined;
  const isWeek = areWeeks(buckets);
  if (bucket.isOpen) return isWeek ? 'this week' : 'today';
  if (buckets.length <= 7) return weekdayText(bucket.from).slice(0, 6).trim();
  if (isWeek) return isMonthIn(bucket) ? monthOf(bucket.to) : undefined;
  if (buckets.length <= 31) return weekdayOf(bucket.from) === 0 ? dayText(bucket.from) : undefined;
  return /-(01|15)$/.test(bucket.from) ? dayText(bucket.from) : undefined;
}

function isMonthIn({ from, to }: Bucket): boolean {
  return from.slice(0, 7) !== to.slice(0, 7) || from.endsWith('-01');
}

function monthOf(day: string): string {
  return dayText(day).replace(/^\d+ /, '');
}

/** In the middle of a bar, but inside the chart. */
function place(
  { slot }: Geometry['bars'][number],
  text: string,
  width: number,
  room: number,
): Label {
  const center = slot.x + slot.width / 2;
  if (center + room / 2 > width) return { x: width, text, anchor: 'end' };
  if (center - room / 2 < 0) return { x: 0, text, anchor: 'start' };
  return { x: center, text, anchor: 'middle' };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
