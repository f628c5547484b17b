import { useEffect, useRef } from 'preact/hooks';
import { go, href, useAddress } from '../address.ts';
import { ItemEditor } from './form/item-editor.tsx';
import { isKind } from './kinds.ts';
import { ContentList } from './list/content-list.tsx';

/** The list of posts, projects and certifications, and their editor. */
export function Content() {
  const { parts, query } = useAddress();
  const [, kind, id] = parts;
  const shown = useRef({ kind, id, round: 0 });
  const last = shown.current;
  const isOther = last.kind !== kind || last.id !== id;
  if (isOther) shown.current = { kind, id, round: last.round + 1 };
  const { round } = shown.current;
  // The page has other contents: the keyboard and screen readers begin at its top.
  useEffect(() => {
    if (round > 0) document.querySelector('main')?.focus();
  }, [round]);

  if (kind === undefined) return <ContentList query={query} />;
  if (!isKind(kind) || id === undefined) return <h1>There is no such page</h1>;
  return (
    <ItemEditor
      key={round}
      kind={kind}
      id={id === 'new' ? undefined : id}
      onCreated={(created) => {
        // The same editor goes on at the address of the item.
        shown.current = { kind, id: created, round };
        go(href(`content/${kind}/${created}`), { replace: true });
      }}
    />
  );
}
