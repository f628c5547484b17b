import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { SignedOut } from './errors.ts';

export interface Loading<T> {
  /** The last value that came, also while the next is on its way or has failed. */
  data?: T;
  /** When `data` came: milliseconds since 1970. */
  at?: number;
  error?: unknown;
  isLoading: boolean;
  /** Loads again. */
  again: () => void;
}

/** Loads what `load` gives, again when `key` changes. Old values stay until new ones come. */
export function useLoad<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loading<T> {
  const [state, setState] = useState<Omit<Loading<T>, 'again'>>({ isLoading: true });
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    const control = new AbortController();
    setState(({ data, at }) => ({
      ...(data !== undefined && { data, at: at ?? 0 }),
      isLoading: true,
    }));
    latest.current(control.signal).then(
      (data) => {
        if (!control.signal.aborted) setState({ data, at: Date.now(), isLoading: false });
      },
      (error) => {
        if (control.signal.aborted || error instanceof SignedOut) return;
        setState(({ data, at }) => ({
          ...(data !== undefined && { data, at: at ?? 0 }),
          error,
          isLoading: false,
        }));
      },
    );
    return () => control.abort();
  }, [key, round]);
  return { ...state, again: useCallback(() => setRound((n) => n + 1), []) };
}
