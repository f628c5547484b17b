import { useEffect, useState } from 'preact/hooks';
import { localTime } from '../dates.ts';
import type { KindDescription } from '../kinds.ts';
import type { View } from '../saving/editor.ts';
import type { Event } from '../saving/state.ts';
import { isComplete } from '../values.ts';
import type { Errors } from '../words.ts';

interface Props {
  kind: KindDescription;
  view: View;
  /** What the API refused. */
  errors: Errors;
  dispatch: (event: Event) => void;
}

/** What became of the text, and the buttons that save and publish it. */
export function SaveBar({ kind, view, errors, dispatch }: Props) {
  const { state, isDirty } = view;
  const { base, problem } = state;
  const isDraft = (base?.status ?? 'draft') === 'draft';
  const publish = () => dispatch({ type: 'save', action: { name: 'publish' } });
  return (
    <div class="save-bar">
      <div class="save-status">
        <p role="status">
          <Status kind={kind} view={view} errors={errors} />
        </p>
        {!view.isStored && isDirty && (
          <p class="error" role="alert">
            This browser stores nothing: your text is only on this page. Save before you leave it.
          </p>
        )}
        {errors.general && (
          <p class="error" role="alert">
            {errors.general}
          </p>
        )}
      </div>
      <p class="buttons">
        {problem?.type === 'waiting' && (
          <button type="button" onClick={() => dispatch({ type: 'online' })}>
            Try now
          </button>
        )}
        {problem?.type === 'conflict' && (
          <button type="button" onClick={() => dispatch({ type: 'compare' })}>
            Compare
          </button>
        )}
        <button {...(!isDraft && { class: 'main' })} type="submit">
          {isDraft ? 'Save draft' : 'Update'}
        </button>
        {isDraft && (
          <button class="main" type="button" onClick={publish}>
            Publish
          </button>
        )}
      </p>
    </div>
  );
}

function Status({ kind, view, errors }: Omit<Props, 'dispatch'>) {
  const { state, isDirty, isStored, savedAt } = view;
  const { problem, request, action } = state;
  const isSafe = isStored && isDirty ? ' Your text is kept in this browser.' : '';
  if (request?.type === 'act') {
    return request.action.name === 'publish' ? 'Publishing…' : 'Unpublishing…';
  }
  if (request?.type === 'read') return 'Checking what the server has…';
  if (request) return <Saving />;
  if (problem?.type === 'waiting') {
    if (problem.reason === 'offline') {
      return `You are offline.${isSafe} It is saved when you are back.`;
    }
    const seconds = <Countdown until={problem.until} />;
    if (problem.reason === 'busy') {
      return (
        <>
          Too many requests.{isSafe} The next try is in {seconds}.
        </>
      );
    }
    return (
      <>
        The server has not answered.{isSafe} The next try is in {seconds}.
      </>
    );
  }
  if (problem?.type === 'conflict') {
    return `Not saved: this ${kind.one} was changed elsewhere.${isSafe}`;
  }
  if (Object.keys(errors.fields).length > 0) return `Not saved: correct what is marked.${isSafe}`;
  if (errors.general) return `Not saved.${isSafe}`;
  if (problem?.type === 'gone') return `Not saved: this ${kind.one} was deleted.`;
  if (isDirty && action) return 'Saving…';
  if (isDirty && !isComplete(kind, state.values)) return `Not saved yet: ${missing(kind)}${isSafe}`;
  if (isDirty) return 'Not saved yet.';
  return savedAt ? `Saved at ${localTime(savedAt)}.` : '';
}

/** What the API must have to store an item. */
function missing({ one, fields }: KindDescription): string {
  const labels = fields.filter(({ isRequired }) => isRequired).map(({ label }) => label);
  const list = new Intl.ListFormat('en-GB').format(labels);
  return `a ${one} needs ${list}.`;
}

/** A save that takes long says that the text is safe. */
function Saving() {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 2000);
    return () => clearTimeout(timer);
  }, []);
  return <>{isLong ? 'Still saving… You can go on writing.' : 'Saving…'}</>;
}

/** Not read out: the sentence around it is, once. */
function Countdown({ until }: { until: number }) {
  const left = () => Math.max(1, Math.ceil((until - performance.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 1000);
    return () => clearInterval(timer);
  }, [until]);
  return <span aria-hidden="true">{seconds} s</span>;
}
