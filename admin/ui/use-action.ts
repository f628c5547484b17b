import { useRef, useState } from 'preact/hooks';
import { ApiError, messageOf, SignedOut } from '../api/errors.ts';

/** Something that the owner starts with a button: once at a time, with what came of it. */
export interface Action {
  run: (what: () => Promise<string | undefined>) => Promise<void>;
  isBusy: boolean;
  /** What was done. */
  notice: string;
  error: unknown;
  /** What the API says about a value, such as `body.password`. */
  errorAt: (path: string) => string | undefined;
  /** What is to be said about the error beside no field. */
  otherError: string;
}

/** @param fields the paths whose errors are shown at a field. */
export function useAction(fields: string[] = []): Action {
  const [state, setState] = useState<{ isBusy: boolean; notice: string; error?: unknown }>({
    isBusy: false,
    notice: '',
  });
  const isBusy = useRef(false);
  const details = state.error instanceof ApiError ? state.error.details : [];
  const isAtField = details.some(({ path }) => fields.includes(path));
  return {
    ...{ isBusy: state.isBusy, notice: state.notice, error: state.error },
    async run(what) {
      if (isBusy.current) return;
      isBusy.current = true;
      setState({ isBusy: true, notice: '' });
      try {
        setState({ isBusy: false, notice: (await what()) ?? '' });
      } catch (error) {
        const isOver = error instanceof SignedOut;
        setState({ isBusy: false, notice: '', ...(!isOver && { error }) });
      } finally {
        isBusy.current = false;
      }
    },
    errorAt: (path) => details.find((one) => one.path === path)?.message,
    otherError: state.error && !isAtField ? messageOf(state.error) : '',
  };
}
