import type { ComponentChildren } from 'preact';
import { type Change, changeOf, changeText } from './change.ts';
import { type Day, importedOf, type Measure, sum } from './days.ts';
import { sourceName } from './names.ts';
import type { Parts } from './use-dashboard.ts';
import { counted, listText, numberText, rangeText } from './words.ts';

interface Props {
  count: Parts['count'];
  days: Day[] | undefined;
  before: Day[] | undefined;
}

/** The numbers that the owner asks for first. A dash stands for one that is not known. */
export function Figures({ count, days, before }: Props) {
  return (
    <dl class="figures">
      {(['visitors', 'views'] as const).map((of) => (
        <Figure
          key={of}
          name={of === 'visitors' ? 'Visitors' : 'Views'}
          value={days && sum(days, of)}
        >
          <Details of={of} days={days ?? []} before={before} />
        </Figure>
      ))}
      <Figure name="Visitors today" value={count.data?.today}>
        so far
      </Figure>
      <Figure name="Visitors in all" value={count.data?.count}>
        since the first day
      </Figure>
    </dl>
  );
}

interface FigureProps {
  name: string;
  value: number | undefined;
  children: ComponentChildren;
}

function Figure({ name, value, children }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="value">{value === undefined ? '—' : numberText(value)}</dd>
      <dd class="about">{children}</dd>
    </div>
  );
}

function Details({ of, days, before }: { of: Measure; days: Day[]; before: Day[] | undefined }) {
  const imported = importedOf(days, of);
  return (
    <>
      {/* Without its text as well: it keeps the place, so that nothing moves when the range before comes. */}
      <span class="change">
        {before && days.length > 1 && changeText(changeOf(days, before, of))}
      </span>
      {imported.map(({ source, value }) => (
        <span key={source} class="lighter">
          {numberText(value)} more counted by {sourceName(source)}
        </span>
      ))}
    </>
  );
}

interface ComparisonProps {
  days: Day[];
  before: Day[] | undefined;
  /** Today is the first day with visitors. */
  isFirst: boolean;
}

/** What is compared with what. */
export function Comparison({ days, before, isFirst }: ComparisonProps) {
  if (!before) return <>Today is in the numbers, so far.</>;
  if (isFirst)
    return <>This is the first day with visitors: from tomorrow on, days are compared.</>;
  const change = changeOf(days, before, 'visitors');
  if (change.days.length === 0) return null;
  return (
    <>
      “Before” compares {counted(change.days.length, 'whole days')}, {spanOf(change.days)}, with{' '}
      {spanOf(change.daysBefore)}: today is left out.{others(change)}
    </>
  );
}

function others({ sources }: Change): string {
  if (sources.length === 0) return '';
  return ` What ${listText(sources.map(sourceName))} counted is left out, too.`;
}

function spanOf(days: Day[]): string {
  return rangeText(days[0]?.date ?? '', days.at(-1)?.date ?? '');
}
