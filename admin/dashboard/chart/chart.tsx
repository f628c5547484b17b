import { useId, useMemo, useRef } from 'preact/hooks';
import type { Bucket } from '../days.ts';
import { Fold } from '../fold.tsx';
import { type Post, postsIn } from '../posts.ts';
import { Bars } from './bars.tsx';
import { bucketAt, geometryOf } from './geometry.ts';
import { Readout } from './readout.tsx';
import { ChartTable } from './table.tsx';
import { descriptionOf, peakText, valueText } from './texts.ts';
import { useChosen } from './use-chosen.ts';
import { useWidth } from './use-width.ts';

interface Props {
  title: string;
  /** What is counted, in the plural. */
  unit: string;
  buckets: Bucket[];
  posts: Post[];
  /** How the range compares with the one before. */
  change: string | undefined;
  /** Reads a text out. */
  say: (text: string) => void;
}

/** A bar for each day or week: one tab stop, arrow keys move along the bars, the table behind has the same values. */
export function Chart({ title, unit, buckets, posts, change, say }: Props) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const geometry = useMemo(() => geometryOf(buckets, width), [buckets, width]);
  const published = useMemo(
    () => buckets.map(({ from, to }) => postsIn(posts, from, to)),
    [buckets, posts],
  );
  const { index, hover, pin, keyed } = useChosen(buckets.length);
  const chosen = index === undefined ? undefined : buckets[index];

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = keyed(event.key);
    if (to === null) return;
    event.preventDefault();
    pin(to);
    const bucket = to === undefined ? undefined : buckets[to];
    if (!bucket || to === undefined) return;
    const titles = published[to]?.map(({ title }) => ` Published: ${title}.`) ?? [];
    say(valueText(bucket, unit) + titles.join(''));
  };
  const indexAt = (event: PointerEvent | MouseEvent) => {
    const left = frame.current?.getBoundingClientRect().left ?? 0;
    return bucketAt(geometry, event.clientX - left);
  };

  return (
    <figure class="chart">
      <h3>{title}</h3>
      {/* An application: else screen readers keep the arrow keys to themselves. */}
      <div
        ref={frame}
        class="plot"
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move along the bars
        tabIndex={0}
        aria-roledescription="chart"
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-desc ${id}-keys`}
        onKeyDown={onKeyDown}
        onPointerMove={(event) => event.pointerType === 'mouse' && hover(indexAt(event))}
        onPointerLeave={() => hover(undefined)}
        onClick={(event) => pin(indexAt(event))}
      >
        <svg
          viewBox={`0 0 ${geometry.width} ${geometry.height}`}
          role="img"
          aria-labelledby={`${id}-title`}
          aria-describedby={`${id}-desc`}
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-desc`}>{descriptionOf(buckets, unit, change)}</desc>
          <Bars
            geometry={geometry}
            buckets={buckets}
            marked={published.map((posts) => posts.length > 0)}
            chosen={index}
          />
        </svg>
      </div>
      <Readout
        text={chosen ? valueText(chosen, unit) : peakText(buckets, unit)}
        posts={(index !== undefined && published[index]) || []}
      />
      <p class="unseen" id={`${id}-keys`}>
        Left and right arrow keys read the values.
      </p>
      <Fold summary={`${title} as a table`}>
        {() => <ChartTable caption={title} unit={unit} buckets={buckets} published={published} />}
      </Fold>
    </figure>
  );
}
