import { Fold } from './fold.tsx';
import { sourceName } from './names.ts';
import { type Row, shownRows } from './ranking-rows.ts';
import { numberText, share } from './words.ts';

interface Props {
  rows: Row[];
  /** What the rows add up to. Without it, they do not add up to anything. */
  whole?: number;
  /** What is counted, in the plural. */
  unit: string;
  /** Head of the names' column. */
  of: string;
  /** What other programs counted. It is in no row. */
  imported?: { source: string; rows: Row[] }[];
  /** Said when there are no rows. */
  empty: string;
}

const mostRows = 8;
const mostImported = 5;

/** Names with bars, most first, and a table with all of them. */
export function Ranking({ rows, whole, unit, of, imported = [], empty }: Props) {
  const shown = shownRows(rows, mostRows);
  const others = imported.filter((one) => one.rows.length > 0);
  return (
    <>
      {rows.length === 0 ? <p class="quiet">{empty}</p> : <Rows rows={shown} whole={whole} />}
      {others.map(({ source, rows }) => (
        <div key={source} class="lighter">
          <h3>Counted by {sourceName(source)}</h3>
          <Rows rows={rows.slice(0, mostImported)} whole={undefined} />
        </div>
      ))}
      {(rows.length > 0 || others.length > 0) && (
        <Fold summary={`${of} as a table`}>
          {() => <RankingTable {...{ rows, whole, unit, of }} imported={others} />}
        </Fold>
      )}
    </>
  );
}

function Rows({ rows, whole }: { rows: Row[]; whole: number | undefined }) {
  const max = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <ol class="ranking">
      {rows.map(({ key, name, value, href }) => (
        <li key={key}>
          <span class="name">{href ? <a href={href}>{name}</a> : <bdi>{name}</bdi>}</span>
          <span class="number">
            {numberText(value)}
            {whole !== undefined && <small> {share(value, whole)}</small>}
          </span>
          <svg class="share" width="100%" height="4" aria-hidden="true">
            <rect class="track" width="100%" height="4" />
            {value > 0 && <rect width={`${Math.max((value / max) * 100, 0.5)}%`} height="4" />}
          </svg>
        </li>
      ))}
    </ol>
  );
}

type TableProps = Required<Pick<Props, 'rows' | 'unit' | 'of' | 'imported'>> & {
  whole: number | undefined;
};

function RankingTable({ rows, whole, unit, of, imported }: TableProps) {
  return (
    <table>
      <caption class="unseen">{of}</caption>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          <th scope="col" class="number">
            {unit[0]?.toUpperCase()}
            {unit.slice(1)}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, value, href }) => (
          <tr key={key}>
            <th scope="row">{href ? <a href={href}>{name}</a> : <bdi>{name}</bdi>}</th>
            <td class="number">{numberText(value)}</td>
          </tr>
        ))}
        {imported.flatMap(({ source, rows }) =>
          rows.map(({ key, name, value }) => (
            <tr key={`${source} ${key}`} class="lighter">
              <th scope="row">
                <bdi>{name}</bdi> (by {sourceName(source)})
              </th>
              <td class="number">{numberText(value)}</td>
            </tr>
          )),
        )}
      </tbody>
      {whole !== undefined && (
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td class="number">{numberText(whole)}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
