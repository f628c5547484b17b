import { useEffect } from 'preact/hooks';
import { site } from '../site.ts';

/** Names the page in the browser's tabs and history. */
export function useTitle(name: string): void {
  useEffect(() => {
    document.title = `${name} – ${site.owner || 'Owner’s pages'}`;
  }, [name]);
}
