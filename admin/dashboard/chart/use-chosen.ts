import { useState } from 'preact/hooks';

export interface Chosen {
  /** The index of the bar that is read out, if any. */
  index: number | undefined;
  hover: (index: number | undefined) => void;
  /** Stays chosen when the pointer leaves, so that its links can be reached. */
  pin: (index: number | undefined) => void;
  /** The bar that a key leads to: undefined for no bar, null if the key does nothing here. */
  keyed: (key: string) => number | undefined | null;
}

/** The bar under the pointer, or the one that was last chosen by key or click. */
export function useChosen(count: number): Chosen {
  const [hovered, hover] = useState<number>();
  const [pinned, setPinned] = useState<number>();
  const last = count - 1;
  const index = hovered ?? pinned;
  return {
    index: index === undefined ? undefined : Math.min(index, last),
    hover,
    pin(index) {
      hover(undefined);
      setPinned(index);
    },
    keyed(key) {
      if (key === 'Home') return 0;
      if (key === 'End') return last;
      if (key === 'Escape') return index === undefined ? null : undefined;
      if (key === 'ArrowLeft') return index === undefined ? last : Math.max(index - 1, 0);
      if (key === 'ArrowRight') return index === undefined ? 0 : Math.min(index + 1, last);
      return null;
    },
  };
}
