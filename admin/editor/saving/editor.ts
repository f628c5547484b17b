import { store } from '../../api/store.ts';
import type { KindDescription } from '../kinds.ts';
import { changes, emptyValues, filled, isComplete } from '../values.ts';
import { browserClock } from './browser-clock.ts';
import { type Entry, startJournal } from './journal.ts';
import { initial, isDirty } from './machine.ts';
import { startSaver } from './saver.ts';
import { type Item, sendTo } from './server.ts';
import type { Event, Model, State } from './state.ts';
import { joinTabs } from './tabs.ts';

/** What an editor shows of its item. */
export interface View {
  state: State;
  isDirty: boolean;
  /** Whether this browser stores text. */
  isStored: boolean;
  /** When the server has last confirmed the text. */
  savedAt?: Date | undefined;
}

export interface Editor {
  kind: KindDescription;
  view: ReturnType<typeof store<View>>;
  dispatch(event: Event): void;
  /**
   * Goes on with the text of an earlier visit, which stays in the journal until it is saved.
   * @returns the unsaved text that it takes the place of.
   */
  restore(entry: Entry): Entry | undefined;
  /** Ends, and deletes the text in the journal: the owner does not want it. */
  forget(): void;
  /** A draft that can be saved is saved in the background. */
  leave(): void;
}

/** Connects the machine with the API, the journal, the other tabs and the window. */
export function openEditor(kind: KindDescription, item?: Item): Editor {
  const model: Model = {
    isSame: (a, b) => Object.keys(changes(kind, a, b)).length === 0,
    isComplete: (values) => isComplete(kind, values),
    filled: (values, stored) => filled(kind, values, stored),
  };
  const empty = emptyValues(kind);
  const first = initial(item?.values ?? empty, crypto.randomUUID(), item);
  const view = store<View>({ state: first, isDirty: false, isStored: true });
  const show = (change: Partial<View>) => view.set({ ...view.get(), ...change });
  const onStorage = (isStored: boolean) => show({ isStored });
  let name: string = crypto.randomUUID();
  let journal = startJournal(name, onStorage);
  let hasLeft = false;

  const saver = startSaver(first, { model, clock: browserClock, send: sendTo(kind), onState });
  const tabs = joinTabs((news) => {
    if (news.kind !== kind.kind || news.id !== saver.get().base?.id) return;
    saver.dispatch(
      'version' in news ? { type: 'heard', version: news.version } : { type: 'deleted' },
    );
  });

  function onState(state: State, before: State): void {
    const dirty = isDirty(state, model, empty);
    const isConfirmed = state.confirmed > before.confirmed;
    show({ state, isDirty: dirty, ...(isConfirmed && { savedAt: new Date() }) });
    if (!dirty) {
      if (state.values !== before.values || state.base !== before.base) journal.drop();
    } else if (state.values !== before.values || state.base !== before.base) {
      journal.keep(text());
    }
    if (isConfirmed && state.base) {
      const { id, version } = state.base;
      tabs.tell({ kind: kind.kind, id, version });
    }
    if (hasLeft && !state.request) close();
  }
  function text(): Omit<Entry, 'editor' | 'at'> {
    const { base, key, values, problem } = saver.get();
    const upon = problem?.type === 'conflict' ? problem.upon : undefined;
    return { kind: kind.kind, id: base?.id, version: upon ?? base?.version ?? 0, key, values };
  }
  function close(): void {
    saver.close();
    tabs.leave();
    journal.close();
  }

  const onOnline = () => saver.dispatch({ type: 'online' });
  const onBeforeUnload = (event: BeforeUnloadEvent) => {
    // What is in the journal is offered again: only other text would be lost.
    if (view.get().isDirty && !journal.isWritten()) event.preventDefault();
  };
  addEventListener('online', onOnline);
  addEventListener('beforeunload', onBeforeUnload);

  return {
    kind,
    view,
    dispatch: saver.dispatch,
    restore(entry) {
      const typed = view.get().isDirty ? { ...text(), editor: name, at: Date.now() } : undefined;
      journal.close();
      name = entry.editor;
      journal = startJournal(name, onStorage, true);
      // A field that the entry does not know keeps its value.
      const values = { ...(saver.get().base?.values ?? empty), ...entry.values };
      saver.dispatch({ ...entry, values, type: 'restored' });
      return typed;
    },
    forget() {
      journal.drop();
      close();
    },
    leave() {
      removeEventListener('online', onOnline);
      removeEventListener('beforeunload', onBeforeUnload);
      hasLeft = true;
      const { state, isDirty } = view.get();
      const isDraft = (state.base?.status ?? 'draft') === 'draft';
      if (isDirty && isDraft && !state.problem && model.isComplete(state.values)) {
        saver.dispatch({ type: 'save' });
      }
      if (!saver.get().request) close();
    },
  };
}
