import type { Action } from './use-action.ts';

/** What came of an action, read out. */
export function Outcome({ action: { notice, otherError } }: { action: Action }) {
  return (
    <div aria-live="polite">
      {notice && <p class="notice">{notice}</p>}
      {otherError && <p class="error">{otherError}</p>}
    </div>
  );
}
