import { useRef } from 'preact/hooks';
import { loadAgain, type Parts } from './use-dashboard.ts';
import type { Numbers } from './use-numbers.ts';

interface Failures {
  /** When nothing loads: one failure that stands for all, and tries all again. */
  failed: Numbers<unknown> | undefined;
  /** Whether each part keeps quiet about its own. */
  isSilent: boolean;
}

/**
 * Who says what failed: nobody until all parts have been tried, then each part, or the page if all failed. It
 * stays so while they are tried again: else ten messages would come and go.
 */
export function useFailures(parts: Parts): Failures {
  const said = useRef<'nothing' | 'each' | 'all'>('nothing');
  const all: Numbers<unknown>[] = Object.values(parts);
  const failures = all.filter(({ error }) => error !== undefined);
  const isLoading = all.some((part) => part.isLoading);
  if (failures.length === 0) said.current = 'nothing';
  else if (failures.length === all.length) said.current = 'all';
  else if (!isLoading) said.current = 'each';
  const [first] = failures;
  if (said.current !== 'all' || !first)
    return { failed: undefined, isSilent: said.current !== 'each' };
  const failedSince = Math.min(...failures.map(({ failedSince }) => failedSince ?? Date.now()));
  const again = () => loadAgain(parts);
  return { failed: { ...first, isLoading, failedSince, again }, isSilent: true };
}
