import type { Values } from '../values.ts';

/** An item as the server has it, with `values` as the form shows them. */
export interface Base {
  id: string;
  version: number;
  status: 'draft' | 'scheduled' | 'published';
  publishedAt: string | null;
  values: Values;
}

/** What is to happen once the newest text is stored. Without `at`: now. */
export type Action = { name: 'publish'; at?: string | undefined } | { name: 'unpublish' };

/** What the server is asked. At most one request is under way. */
export type Request =
  | { type: 'create'; key: string; values: Values }
  | { type: 'update'; base: Base; values: Values }
  | { type: 'act'; base: Base; action: Action }
  | { type: 'read'; id: string };

export interface Refusal {
  code?: string | undefined;
  message: string;
  details: { path: string; message: string }[];
}

/** What became of a request. */
export type Outcome =
  | { type: 'done'; item: Base }
  /** The server will not do it. */
  | { type: 'refused'; refusal: Refusal }
  /** The item has another version by now. */
  | { type: 'stale' }
  | { type: 'gone' }
  /** Certainly not done: there were too many requests. */
  | { type: 'busy'; retryAfterSeconds: number | undefined }
  /** Nobody knows whether it was done, or will be. */
  | { type: 'unknown'; retryAfterSeconds?: number | undefined; isOffline: boolean }
  /** The owner has signed out. */
  | { type: 'stopped' };

export interface Conflict {
  type: 'conflict';
  theirs: Base;
  isOpen: boolean;
  wasSaving: boolean;
  /** For text of an earlier visit: the version that it was written upon. */
  upon?: number;
}

export type Problem =
  /** `values` were refused; without them, an action was. */
  | { type: 'refused'; refusal: Refusal; values?: Values; wasAsked: boolean }
  | Conflict
  | { type: 'gone' }
  | { type: 'waiting'; reason: 'offline' | 'unanswered' | 'busy'; until: number };

/** One item in one editor. Instants are milliseconds of a clock that only goes forward. */
export interface State {
  /** The newest text. */
  values: Values;
  /** Undefined until the item exists. */
  base?: Base | undefined;
  /** Makes one item of all attempts to create it. */
  key: string;
  request?: Request | undefined;
  /** Sent since `base`, and perhaps stored, now or later. */
  unsure: Values[];
  /** Until when an attempt may still arrive. */
  unsureUntil: number;
  /** Whether the item must be read before the next write. */
  mustRead: boolean;
  /** Whether the newest text is to be saved as soon as possible. */
  isWanted: boolean;
  /** The text that the owner asked to save. Undefined if the timer did. */
  asked?: Values | undefined;
  action?: Action | undefined;
  problem?: Problem | undefined;
  /** The newest version that other tabs told of. */
  heard: number;
  typedAt: number;
  /** Requests in a row without an answer. */
  failures: number;
  /** When there is something to do without an event. */
  wakeAt?: number | undefined;
  /** How often the server has confirmed that it has the text. */
  confirmed: number;
  isStopped: boolean;
}

export type Event =
  | { type: 'typed'; values: Values }
  | { type: 'save'; action?: Action }
  /** An instant that was waited for, or a hint that waiting may be over. */
  | { type: 'wake' }
  | { type: 'online' }
  | { type: 'outcome'; request: Request; outcome: Outcome }
  /** Another tab has stored this version. */
  | { type: 'heard'; version: number }
  | { type: 'deleted' }
  /** Text of an earlier visit, written upon `version`. */
  | { type: 'restored'; values: Values; version: number; key: string }
  | { type: 'compare' }
  | { type: 'resolve'; choice: 'mine' | 'theirs' | 'later' }
  /** The item is gone: its text becomes a new one. */
  | { type: 'again'; key: string };

/** What the machine must know about the values of a kind. */
export interface Model {
  /** Whether the server would see no difference. */
  isSame(a: Values, b: Values): boolean;
  /** Whether all required fields have a value. */
  isComplete(values: Values): boolean;
  /** `values` with what the server chose where the owner chose nothing. */
  filled(values: Values, stored: Values): Values;
}
