import { compareLines } from './lines.ts';

interface Props {
  label: string;
  mine: string;
  theirs: string;
}

/** Two values of a field side by side, by lines. */
export function Comparison({ label, mine, theirs }: Props) {
  return (
    <table class="compare">
      <caption>{label}</caption>
      <thead>
        <tr>
          <th scope="col">On the server</th>
          <th scope="col">Yours</th>
        </tr>
      </thead>
      <tbody>
        {compareLines(theirs, mine).map((row, i) =>
          'lines' in row ? (
            <tr key={i}>
              <td class="gap" colSpan={2}>
                {row.lines === 1 ? 'One equal line' : `${row.lines} equal lines`}
              </td>
            </tr>
          ) : (
            <tr key={i} {...(!row.isSame && { class: 'changed' })}>
              <td dir="auto">
                {row.isSame ? row.left : row.left !== undefined && <del>{row.left || ' '}</del>}
              </td>
              <td dir="auto">
                {row.isSame ? row.right : row.right !== undefined && <ins>{row.right || ' '}</ins>}
              </td>
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
