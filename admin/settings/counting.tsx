import { useState } from 'preact/hooks';
import { ask } from '../api/api.ts';
import { Outcome } from '../ui/outcome.tsx';
import { useAction } from '../ui/use-action.ts';

/** The cookie that leaves this browser out cannot be read by scripts: this is what was last done here. */
const key = 'visits-left-out';

/** Leaves this browser out of the visitor numbers, or counts it again. */
export function Counting() {
  const [since, setSince] = useState(readDay);
  const action = useAction();
  const change = async (isLeftOut: boolean) => {
    const method = isLeftOut ? 'PUT' : 'DELETE';
    await ask({ method, path: '/v1/visitors/exclusion' });
    const day = isLeftOut ? new Date().toISOString().slice(0, 10) : '';
    keepDay(day);
    setSince(day);
    return isLeftOut
      ? 'This browser’s visits do not count for a year.'
      : 'This browser’s visits count again.';
  };
  return (
    <>
      <p>
        {since
          ? `You left this browser out on ${since}, for a year, unless you deleted its cookies since.`
          : 'Your own visits to the site count like everyone’s, unless you leave this browser out.'}{' '}
        These pages are never counted.
      </p>
      <p class="buttons">
        <button
          type="button"
          aria-disabled={action.isBusy}
          onClick={() => action.run(() => change(true))}
        >
          {since ? 'Leave it out for another year' : 'Do not count this browser'}
        </button>
        {since && (
          <button
            type="button"
            aria-disabled={action.isBusy}
            onClick={() => action.run(() => change(false))}
          >
            Count this browser again
          </button>
        )}
      </p>
      <Outcome action={action} />
    </>
  );
}

function readDay(): string {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function keepDay(day: string): void {
  try {
    if (day) localStorage.setItem(key, day);
    else localStorage.removeItem(key);
  } catch {
    // The cookie counts; only this page forgets what was done.
  }
}
