import { useLoad } from '../../api/use-load.ts';
import { Dialog } from '../../ui/dialog.tsx';
import type { KindDescription } from '../kinds.ts';
import type { Base } from '../saving/state.ts';
import { changes, type Value, type Values } from '../values.ts';

interface Props {
  kind: KindDescription;
  mine: Values;
  theirs: Base;
  /** Whether choosing saves at once. */
  isSaving: boolean;
  onChoice: (choice: 'mine' | 'theirs' | 'later') => void;
}

/** Shows two versions of an item side by side: the owner chooses one, or goes on writing. */
export function ConflictDialog({ kind, mine, theirs, isSaving, onChoice }: Props) {
  const differing = new Set(Object.keys(changes(kind, theirs.values, mine)));
  const { data, error } = useLoad('comparison', () => import('./comparison.tsx'));
  return (
    <Dialog title="There are two versions" onClose={() => onChoice('later')}>
      <p>
        This {kind.one} has changed on the server since you began to write. Nothing is thrown away
        before you choose.
      </p>
      <div class="comparisons">
        {kind.fields
          .filter(({ name }) => differing.has(name))
          .map(({ name, label }) => {
            const [left, right] = [textOf(theirs.values[name]), textOf(mine[name])];
            if (data)
              return <data.Comparison key={name} label={label} theirs={left} mine={right} />;
            return error === undefined ? null : <Whole key={name} texts={[label, left, right]} />;
          })}
      </div>
      <p class="buttons">
        <button class="main" type="button" onClick={() => onChoice('later')}>
          Go on editing
        </button>
        <button type="button" onClick={() => onChoice('mine')}>
          Keep mine{isSaving && ' and save it'}
        </button>
        <button type="button" onClick={() => onChoice('theirs')}>
          Take the server’s
        </button>
      </p>
    </Dialog>
  );
}

/** Without the code that compares, both texts as they are. */
function Whole({ texts: [label, theirs, mine] }: { texts: [string, string, string] }) {
  return (
    <>
      <h3>{label}</h3>
      <p>On the server:</p>
      <pre>{theirs}</pre>
      <p>Yours:</p>
      <pre>{mine}</pre>
    </>
  );
}

function textOf(value: Value | undefined): string {
  if (Array.isArray(value)) return value.join('\n');
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return value ?? '';
}
