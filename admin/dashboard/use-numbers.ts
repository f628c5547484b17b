import { useEffect, useRef } from 'preact/hooks';
import { ApiError } from '../api/errors.ts';
import { type Loading, useLoad } from '../api/use-load.ts';

export interface Numbers<T> extends Loading<T> {
  /** When the first of the failures since `data` came happened: milliseconds since 1970. */
  failedSince?: number;
  /** The page asks again by itself in this many seconds. */
  waitsSeconds?: number;
}

/** More waiting than this is the owner's to decide. */
const longestWaitSeconds = 120;

/**
 * As `useLoad`, with failures that stay while it loads again. When the API says 429, it loads again after
 * the time that the API asks for.
 */
export function useNumbers<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Numbers<T> {
  const loading = useLoad(key, load);
  const { error, isLoading, again } = loading;
  const failure = useRef<{ error: unknown; since: number } | undefined>(undefined);
  if (error) failure.current = { error, since: failure.current?.since ?? Date.now() };
  else if (!isLoading) failure.current = undefined;
  const waitsSeconds = waitOf(error);
  useEffect(() => {
    if (waitsSeconds === undefined) return;
    const timer = setTimeout(again, waitsSeconds * 1000);
    return () => clearTimeout(timer);
  }, [error, waitsSeconds, again]);
  return {
    ...loading,
    ...(failure.current && { error: failure.current.error, failedSince: failure.current.since }),
    ...(waitsSeconds !== undefined && { waitsSeconds }),
  };
}

function waitOf(error: unknown): number | undefined {
  if (!(error instanceof ApiError) || error.status !== 429) return undefined;
  const seconds = error.retryAfterSeconds;
  return seconds !== undefined && seconds <= longestWaitSeconds ? Math.max(seconds, 1) : undefined;
}
