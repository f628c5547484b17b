import { href, useAddress } from '../address.ts';
import { Breakdowns, PartsNote } from './breakdowns.tsx';
import { Charts } from './charts.tsx';
import { equalRange, importedOf } from './days.ts';
import { Comparison, Figures } from './figures.tsx';
import { FirstVisit } from './first-visit.tsx';
import { Ledger } from './ledger.tsx';
import { Failed, Panel } from './panel.tsx';
import { type Range, rangeIn, rangeName, ranges } from './range.ts';
import { StatusLine } from './status-line.tsx';
import { TopContent } from './top-content.tsx';
import { type Parts, useDashboard } from './use-dashboard.ts';
import { useFailures } from './use-failures.ts';
import type { Numbers } from './use-numbers.ts';
import { rangeText } from './words.ts';

/** Visitors and views, where they came from, and what was not counted: all of one range. */
export function Dashboard() {
  const range = rangeIn(useAddress().query);
  const parts = useDashboard(range);
  const { failed, isSilent } = useFailures(parts);
  return (
    <div class="dashboard">
      <h1>Numbers</h1>
      <RangeChoice range={range} />
      <StatusLine parts={parts} />
      {failed && <Failed numbers={failed} what="The numbers" />}
      <Shown parts={parts} isSilent={isSilent} />
    </div>
  );
}

function RangeChoice({ range }: { range: Range }) {
  return (
    <nav class="ranges" aria-label="Range">
      <ul>
        {ranges.map((days) => (
          <li key={days}>
            <a
              href={href('', { days: `${days}` })}
              {...(days === range && { 'aria-current': 'true' })}
            >
              {rangeName(days)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Shown({ parts, isSilent }: { parts: Parts; isSilent: boolean }) {
  const { count, days, overview, top, posts } = parts;
  const before = days.data && equalRange(days.data, parts.before.data);
  // What is below the charts is drawn when they have their height.
  const isSettled = [days, overview].every(({ data, error }) => data ?? error);
  if (isSilent && Object.values(parts).every(({ data }) => data === undefined)) return null;
  return (
    <>
      <section class="panel range" aria-busy={days.isLoading}>
        <h2>
          {days.data ? rangeText(days.data[0]?.date ?? '', days.data.at(-1)?.date ?? '') : '\u00a0'}
        </h2>
        {!isSilent && <Failures parts={parts} />}
        <Figures count={count} days={days.data} before={before} />
        {days.data && isBeforeFirstVisit(parts) && <FirstVisit overview={overview} />}
        {days.data && !isBeforeFirstVisit(parts) && (
          <>
            <Charts days={days.data} before={before} posts={posts.data ?? []} />
            <p class="quiet">
              <Comparison days={days.data} before={before} isFirst={isFirstDay(count)} />
            </p>
          </>
        )}
        {!days.data && !days.error && <div class="charts waiting">Loading…</div>}
      </section>
      {isSettled ? (
        <>
          <div class="panels">
            <Panel title="Most viewed" numbers={top} isSilent={isSilent}>
              {(data) => <TopContent top={data} />}
            </Panel>
            <Breakdowns overview={overview} isSilent={isSilent} />
          </div>
          {overview.data && <PartsNote visitors={overview.data.visitors} />}
          <Panel title="From received to counted" numbers={overview} isSilent={isSilent}>
            {({ ledger }) => <Ledger ledger={ledger} />}
          </Panel>
        </>
      ) : (
        <div class="waiting panels-waiting" />
      )}
    </>
  );
}

/** What failed of the first part of the page. */
function Failures({ parts: { count, days, before, posts } }: { parts: Parts }) {
  const named: [string, Numbers<unknown>][] = [
    ['Days', days],
    ['Today and all days', count],
    ['The range before', before],
    ['Published posts', posts],
  ];
  return (
    <>
      {named.map(
        ([name, numbers]) =>
          numbers.error !== undefined && <Failed key={name} numbers={numbers} what={name} />,
      )}
    </>
  );
}

function isBeforeFirstVisit({ count, days }: Parts): boolean {
  return count.data?.count === 0 && importedOf(days.data ?? [], 'views').length === 0;
}

function isFirstDay({ data }: Parts['count']): boolean {
  return data !== undefined && data.count > 0 && data.count === data.today;
}
