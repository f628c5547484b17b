import type { ComponentChildren } from 'preact';
import { messageOf } from '../api/errors.ts';
import type { Numbers } from './use-numbers.ts';
import { timeText } from './words.ts';

interface Props<T> {
  title: string;
  numbers: Numbers<T>;
  /** The page says what failed, or waits before it does. */
  isSilent: boolean;
  children: (data: T) => ComponentChildren;
}

/** A part of the page that loads and fails by itself. Old numbers stay below what went wrong. */
export function Panel<T>({ title, numbers, isSilent, children }: Props<T>) {
  const { data, isLoading, error } = numbers;
  const isFailed = error !== undefined && !isSilent;
  return (
    <section class="panel" aria-busy={isLoading}>
      <h2>{title}</h2>
      {isFailed && <Failed numbers={numbers} what={title} />}
      {data !== undefined ? children(data) : !isFailed && <p class="waiting">Loading…</p>}
    </section>
  );
}

/** What went wrong, since when, and what happens next. */
export function Failed({ numbers, what }: { numbers: Numbers<unknown>; what: string }) {
  const { error, failedSince, waitsSeconds, isLoading, data, at, again } = numbers;
  const message =
    waitsSeconds === undefined
      ? messageOf(error)
      : `The server asks this page to wait. It tries again by itself in ${waitsSeconds} s.`;
  return (
    <div class="failure" role="alert">
      <p>
        {what} did not load (since {timeText(failedSince ?? Date.now())}). {message}
        {data !== undefined && ` The numbers below are from ${timeText(at ?? Date.now())}.`}
      </p>
      <p>
        <button type="button" onClick={again} aria-disabled={isLoading}>
          {isLoading ? 'Trying again…' : 'Try again'}
        </button>
      </p>
    </div>
  );
}
