import { areWeeks, type Bucket, total } from '../days.ts';
import { sourceName } from '../names.ts';
import { counted, listText, numberText, rangeText, spanText } from '../words.ts';
import { peakOf } from './geometry.ts';

/** `Tue 3 Nov: 12 visitors so far. 9 on Sun 4 Oct, in the range before.` */
export function valueText(bucket: Bucket, unit: string): string {
  const { from, to, value, imported, before, isOpen } = bucket;
  const sentences = [
    `${spanText(from, to)}: ${counted(value, unit)}${isOpen ? ' so far' : ''}.`,
    ...imported.map(
      ({ source, value }) => `${numberText(value)} more counted by ${sourceName(source)}.`,
    ),
  ];
  if (before)
    sentences.push(
      `${beforeText(before)} in the range before, ${spanText(before.from, before.to)}.`,
    );
  return sentences.join(' ');
}

/** `Most: Tue 3 Nov, 41 visitors.` */
export function peakText(buckets: Bucket[], unit: string): string {
  const peak = peakOf(buckets);
  const highest = peak === undefined ? undefined : buckets[peak];
  if (!highest) return `No ${unit} in these days.`;
  return `Most: ${spanText(highest.from, highest.to)}, ${counted(highest.value, unit)}.`;
}

/** For those who do not see the chart: what it shows, without each value. */
export function descriptionOf(buckets: Bucket[], unit: string, change: string | undefined): string {
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (!first || !last) return '';
  const imported = total(buckets.flatMap((bucket) => bucket.imported));
  const sources = new Set(buckets.flatMap((bucket) => bucket.imported).map(({ source }) => source));
  const sentences = [
    `${rangeText(first.from, last.to)} (UTC), by ${areWeeks(buckets) ? 'week' : 'day'}.`,
    `${counted(total(buckets), unit)} in all.`,
    peakText(buckets, unit),
    imported > 0 &&
      `Beside these, ${numberText(imported)} counted by ${listText([...sources].map(sourceName))}.`,
    change && `Without today: ${change}.`,
  ];
  return sentences.filter(Boolean).join(' ');
}

function beforeText({ value, imported }: NonNullable<Bucket['before']>): string {
  return imported > 0
    ? `${numberText(value)} and ${numberText(imported)} of other programs`
    : numberText(value);
}
