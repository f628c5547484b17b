import { areWeeks, type Bucket } from '../days.ts';
import { sourceName } from '../names.ts';
import type { Post } from '../posts.ts';
import { numberText, spanText } from '../words.ts';
import { PostLink } from './readout.tsx';

interface Props {
  caption: string;
  unit: string;
  buckets: Bucket[];
  /** For each bucket. */
  published: Post[][];
}

/** The values of a chart. */
export function ChartTable({ caption, unit, buckets, published }: Props) {
  const sources = [
    ...new Set(buckets.flatMap(({ imported }) => imported.map((one) => one.source))),
  ];
  const hasBefore = buckets.some(({ before }) => before);
  const hasOthersBefore = buckets.some(({ before }) => before && before.imported > 0);
  const hasPosts = published.some((posts) => posts.length > 0);
  return (
    <table>
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{areWeeks(buckets) ? 'Week' : 'Day'} (UTC)</th>
          <th scope="col" class="number">
            {unit[0]?.toUpperCase()}
            {unit.slice(1)}
          </th>
          {sources.map((source) => (
            <th key={source} scope="col" class="number lighter">
              By {sourceName(source)}
            </th>
          ))}
          {hasBefore && (
            <th scope="col" class="number">
              Range before
            </th>
          )}
          {hasOthersBefore && (
            <th scope="col" class="number lighter">
              Before, by others
            </th>
          )}
          {hasPosts && <th scope="col">Published</th>}
        </tr>
      </thead>
      <tbody>
        {buckets.map(({ from, to, value, imported, before, isOpen }, i) => (
          <tr key={from}>
            <th scope="row">
              {spanText(from, to)}
              {isOpen && ', so far'}
            </th>
            <td class="number">{numberText(value)}</td>
            {sources.map((source) => (
              <td key={source} class="number lighter">
                {numberText(imported.find((one) => one.source === source)?.value ?? 0)}
              </td>
            ))}
            {hasBefore && <td class="number">{before && numberText(before.value)}</td>}
            {hasOthersBefore && (
              <td class="number lighter">{before && numberText(before.imported)}</td>
            )}
            {hasPosts && (
              <td>
                {published[i]?.map(({ slug, title }) => (
                  <div key={slug}>
                    <PostLink slug={slug} title={title} />
                  </div>
                ))}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
