import { createStore, del, set, type UseStore, values } from 'idb-keyval';
import { store as valueStore } from '../../api/store.ts';
import { isKind, type Kind } from '../kinds.ts';
import type { Values } from '../values.ts';

/** Text that the server is not known to have. */
export interface Entry {
  /** The editor that wrote it. */
  editor: string;
  kind: Kind;
  /** Undefined for an item that does not exist yet. */
  id?: string | undefined;
  /** The version that the text is based on: 0 for a new item. */
  version: number;
  /** Makes one item of all attempts to create it. */
  key: string;
  values: Values;
  /** By this device's clock: milliseconds since 1970. */
  at: number;
}

export interface Journal {
  keep(entry: Omit<Entry, 'editor' | 'at'>): void;
  /** The server has all text. */
  drop(): void;
  /** Whether the browser has stored the newest text. */
  isWritten(): boolean;
  /** Others may offer the text, as soon as the newest is written. */
  close(): void;
}

/** Half of the time within which what is typed must be stored. */
const pauseMs = 250;
/** For a browser that refuses storage: until the page is loaded again. */
const memory = new Map<string, Entry>();
let store: UseStore | undefined;
/** How many editors of this page have ended. */
export const ended = valueStore(0);

/**
 * Writes the text of one editor into the browser's storage: the first change at once, later ones every 250 ms.
 * @param onStorage told whether the browser stores anything.
 * @param isKept whether the journal has text of this editor already.
 */
export function startJournal(
  editor: string,
  onStorage: (isStored: boolean) => void,
  isKept = false,
): Journal {
  let hasText = isKept;
  let next: Entry | 'nothing' | undefined;
  let isWriting = false;
  let isWritten = true;
  let isClosed = false;
  let endPause = () => {};
  const unlock = lock(editor);

  const write = async () => {
    if (isWriting) return;
    isWriting = true;
    while (next) {
      const entry = next;
      next = undefined;
      const isStored = await stored(editor, entry);
      isWritten = isStored && next === undefined;
      onStorage(isStored);
      if (!isClosed) await pause();
    }
    isWriting = false;
    if (isClosed) unlock();
  };
  const pause = () =>
    new Promise<void>((done) => {
      endPause = done;
      setTimeout(done, pauseMs);
    });

  return {
    keep(entry) {
      hasText = true;
      isWritten = false;
      next = { ...entry, editor, at: Date.now() };
      void write();
    },
    drop() {
      if (!hasText) return;
      hasText = false;
      next = 'nothing';
      void write();
    },
    isWritten: () => isWritten,
    close() {
      isClosed = true;
      endPause();
      if (!isWriting) unlock();
    },
  };
}

/** Texts of editors that are not open any more, the newest first. */
export async function unsavedTexts(): Promise<Entry[]> {
  const kept = await written();
  const open = await openEditors();
  return [...kept, ...memory.values()]
    .filter(({ editor }) => !open.has(editor))
    .sort((a, b) => b.at - a.at);
}

async function written(): Promise<Entry[]> {
  try {
    return (await values(opened())).filter(isEntry);
  } catch {
    store = undefined;
    return [];
  }
}

/** Whether another tab goes on with the text. */
export async function isOpen({ editor }: Entry): Promise<boolean> {
  return (await openEditors()).has(editor);
}

export async function discard({ editor }: Entry): Promise<void> {
  await stored(editor, 'nothing');
}

/** An older version of these pages may have stored something else. */
function isEntry(value: unknown): value is Entry {
  const { editor, kind, version, values, at } = Object(value) as Partial<Entry>;
  const isNamed = typeof editor === 'string' && isKind(kind);
  return isNamed && typeof version === 'number' && typeof at === 'number' && isPlain(values);
}

function isPlain(value: unknown): boolean {
  return Object.prototype.toString.call(value) === '[object Object]';
}

/** @returns whether the browser has stored it. */
async function stored(editor: string, entry: Entry | 'nothing'): Promise<boolean> {
  try {
    if (entry === 'nothing') await del(editor, opened());
    else await set(editor, entry, opened());
    memory.delete(editor);
    return true;
  } catch {
    // A database that could not be opened is tried again.
    store = undefined;
    if (entry === 'nothing') memory.delete(editor);
    else memory.set(editor, entry);
    return entry === 'nothing';
  }
}

function opened(): UseStore {
  store ??= createStore('owner-texts', 'texts');
  return store;
}

/** The lock ends with the page, also if it crashes. */
function lock(editor: string): () => void {
  let unlock = () => {};
  const held = new Promise<void>((done) => {
    unlock = done;
  });
  const released = navigator.locks?.request(lockName(editor), () => held) ?? held;
  void released.then(() => ended.set(ended.get() + 1));
  return unlock;
}

async function openEditors(): Promise<Set<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name = '' }) => name.slice(lockName('').length)));
}

function lockName(editor: string): string {
  return `owner-editor-${editor}`;
}
