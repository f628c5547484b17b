import { useMemo } from 'preact/hooks';
import { changeOf, changeText } from './change.ts';
import { Chart } from './chart/chart.tsx';
import { bucketsOf, type Day, importedOf, type Measure, sum, total } from './days.ts';
import { sourceName } from './names.ts';
import type { Post } from './posts.ts';
import { rangeName } from './range.ts';
import { useSpeech } from './use-speech.ts';
import { listText } from './words.ts';

interface Props {
  days: Day[];
  before: Day[] | undefined;
  posts: Post[];
}

const noVisits = 'Nobody visited in these days.';

/** Visitors and views, with the range before as a line. */
export function Charts({ days, before, posts }: Props) {
  const [spoken, say] = useSpeech();
  const sources = importedOf(days, 'views').map(({ source }) => source);
  const isEmpty = sum(days, 'views') + total(importedOf(days, 'views')) === 0;
  return (
    <>
      {isEmpty && (
        <p class="quiet">
          {noVisits} {days.length < 365 && <a href="#/?days=365">Look at a year</a>}
        </p>
      )}
      <div class="charts">
        {(['visitors', 'views'] as const).map((of) => (
          <Measured key={of} {...{ of, days, before, posts, say }} />
        ))}
      </div>
      <p class="key">
        Bars: {rangeName(days.length)}, with {days.length > 90 ? 'this week' : 'today'} hatched, as
        it is not over.
        {before &&
          sum(before, 'views') > 0 &&
          ` Line: the ${before.length === 365 ? 'year' : rangeName(before.length)} before.`}
        {sources.length > 0 &&
          ` Lighter bars: counted by ${listText(sources.map(sourceName))}, before your own first day.`}
        {posts.length > 0 && ' Triangles: a post was published.'}
      </p>
      <p class="unseen" role="status">
        {spoken}
      </p>
    </>
  );
}

type MeasuredProps = Props & { of: Measure; say: (text: string) => void };

function Measured({ of, days, before, posts, say }: MeasuredProps) {
  const buckets = useMemo(() => bucketsOf(days, before, of), [days, before, of]);
  return (
    <Chart
      title={of === 'visitors' ? 'Visitors' : 'Views'}
      unit={of}
      buckets={buckets}
      posts={posts}
      change={before && changeText(changeOf(days, before, of))}
      say={say}
    />
  );
}
