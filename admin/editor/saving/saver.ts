import { transition } from './machine.ts';
import type { Event, Model, Outcome, Request, State } from './state.ts';

/** A clock that only goes forward. */
export interface Clock {
  now(): number;
  /** Calls `wake` at an instant. @returns what takes that back. */
  at(instant: number, wake: () => void): () => void;
}

interface Options {
  model: Model;
  clock: Clock;
  /** Never rejects. */
  send: (request: Request) => Promise<Outcome>;
  /** Called after each change. */
  onState: (state: State, before: State) => void;
}

export interface Saver {
  get(): State;
  dispatch(event: Event): void;
  /** No timer and no answer has an effect any more. */
  close(): void;
}

/** Runs the machine: sends its requests and wakes it in time. */
export function startSaver(first: State, { model, clock, send, onState }: Options): Saver {
  let state = first;
  let isClosed = false;
  let cancel = () => {};

  const dispatch = (event: Event): void => {
    if (isClosed) return;
    const before = state;
    state = transition(before, event, clock.now(), model);
    if (state.wakeAt !== before.wakeAt) {
      cancel();
      cancel =
        state.wakeAt === undefined
          ? () => {}
          : clock.at(state.wakeAt, () => dispatch({ type: 'wake' }));
    }
    const { request } = state;
    if (request && request !== before.request) {
      void send(request).then((outcome) => dispatch({ type: 'outcome', request, outcome }));
    }
    onState(state, before);
  };

  return {
    get: () => state,
    dispatch,
    close() {
      isClosed = true;
      cancel();
    },
  };
}
