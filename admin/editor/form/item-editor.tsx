import { useEffect, useState } from 'preact/hooks';
import { href } from '../../address.ts';
import { ApiError } from '../../api/errors.ts';
import { useLoad } from '../../api/use-load.ts';
import { Failure } from '../../ui/message.tsx';
import { type Kind, kinds } from '../kinds.ts';
import { type Editor, openEditor } from '../saving/editor.ts';
import { discard, type Entry, unsavedTexts } from '../saving/journal.ts';
import { type Item, readItem } from '../saving/server.ts';
import { changes, emptyValues } from '../values.ts';
import { ItemForm } from './item-form.tsx';

interface Props {
  kind: Kind;
  /** Undefined for a new item. */
  id: string | undefined;
  onCreated: (id: string) => void;
}

interface Loaded {
  item?: Item;
  /** Texts of earlier visits that were not saved. */
  unsaved: Entry[];
  isGone: boolean;
}

/** Loads an item and the unsaved texts for it, then edits it. */
export function ItemEditor({ kind, id, onCreated }: Props) {
  const { data, error, again } = useLoad(`${kind}/${id}`, (signal) => load(kind, id, signal));
  const { one } = kinds[kind];
  if (data && !(data.isGone && data.unsaved.length === 0)) {
    return <Opened kind={kind} loaded={data} onCreated={onCreated} />;
  }
  return (
    <>
      <h1>{data ? `There is no such ${one}` : `Edit ${one}`}</h1>
      {data && (
        <p>
          It may have been deleted.{' '}
          <a href={href('content', { kind })}>All {kinds[kind].many.toLowerCase()}</a>
        </p>
      )}
      {error !== undefined && <Failure error={error} again={again} />}
      {!data && !error && <p class="loading">Loading…</p>}
    </>
  );
}

async function load(kind: Kind, id: string | undefined, signal: AbortSignal): Promise<Loaded> {
  const unsaved = (await unsavedTexts()).filter((entry) => entry.kind === kind && entry.id === id);
  if (id === undefined) return { unsaved, isGone: false };
  try {
    const item = await readItem(kinds[kind], id, signal);
    const isStored = ({ values }: Entry) =>
      Object.keys(changes(kinds[kind], item.values, { ...item.values, ...values })).length === 0;
    // The answer to the last save has not arrived before the page was left.
    for (const entry of unsaved.filter(isStored)) void discard(entry);
    return { item, unsaved: unsaved.filter((entry) => !isStored(entry)), isGone: false };
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
    return { unsaved, isGone: true };
  }
}

interface OpenedProps {
  kind: Kind;
  loaded: Loaded;
  onCreated: (id: string) => void;
}

function Opened({ kind, loaded, onCreated }: OpenedProps) {
  const [editor] = useState(() => opened(kind, loaded));
  useEffect(() => () => editor.leave(), [editor]);
  const offered = loaded.isGone ? [] : loaded.unsaved;
  return <ItemForm editor={editor} offered={offered} onCreated={onCreated} />;
}

/** For an item that is gone, the form has the text that was not saved. */
function opened(kind: Kind, { item, unsaved, isGone }: Loaded): Editor {
  const [entry] = unsaved;
  if (!isGone || !entry) return openEditor(kinds[kind], item);
  const { id = '', version } = entry;
  const values = emptyValues(kinds[kind]);
  const editor = openEditor(kinds[kind], {
    id,
    version,
    status: 'draft',
    publishedAt: null,
    values,
  });
  editor.restore(entry);
  editor.dispatch({ type: 'deleted' });
  return editor;
}
