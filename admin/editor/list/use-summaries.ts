import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { get } from '../../api/api.ts';
import { SignedOut } from '../../api/errors.ts';
import type { KindDescription } from '../kinds.ts';
import type { Answered } from '../values.ts';

export type Summary = Pick<Answered, 'id' | 'slug' | 'status' | 'publishedAt' | 'version'> & {
  title: string;
};

interface State {
  /** Undefined until the first page has come. */
  items?: Summary[];
  /** Of the next page; null after the last. */
  cursor?: string | null;
  error?: unknown;
  isLoading: boolean;
}

const pageSize = 50;

/** The items of a kind, page by page. */
export function useSummaries(kind: KindDescription, status: string) {
  const [state, setState] = useState<State>({ isLoading: true });
  const control = useRef<AbortController>(undefined);

  const load = useCallback(
    async (before: State) => {
      control.current?.abort();
      control.current = new AbortController();
      const { signal } = control.current;
      const { error: _, ...kept } = before;
      setState({ ...kept, isLoading: true });
      try {
        const query = new URLSearchParams({ status, limit: `${pageSize}` });
        if (before.cursor) query.set('cursor', before.cursor);
        const page = await get<Page>(`${kind.api}?${query}`, signal);
        const added = page.items.map((item) => ({ ...item, title: `${item[kind.title]}` }));
        if (signal.aborted) return;
        // An item that moved while the pages were read is in two of them.
        const known = new Set(before.items?.map(({ id }) => id));
        const items = [...(before.items ?? []), ...added.filter(({ id }) => !known.has(id))];
        setState({ items, cursor: page.nextCursor, isLoading: false });
      } catch (error) {
        if (signal.aborted || error instanceof SignedOut) return;
        setState({ ...kept, error, isLoading: false });
      }
    },
    [kind, status],
  );

  useEffect(() => {
    void load({ isLoading: true });
    return () => control.current?.abort();
  }, [load]);

  const latest = useRef(state);
  latest.current = state;
  return {
    ...state,
    hasMore: typeof state.cursor === 'string',
    more: useCallback(() => void load(latest.current), [load]),
    reload: useCallback(() => void load({ isLoading: true }), [load]),
  };
}

interface Page {
  items: Answered[];
  nextCursor: string | null;
}
