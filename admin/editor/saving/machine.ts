import type { Values } from '../values.ts';
import type { Base, Conflict, Event, Model, Outcome, Request, State } from './state.ts';

const seconds = 1000;
/** How long a draft rests before it saves by itself. */
export const restMs = 10 * seconds;
const minDelayMs = seconds;
const maxDelayMs = 30 * seconds;
/** The API gives up a request after 29 seconds. */
const lateMs = 35 * seconds;

export function initial(values: Values, key: string, base?: Base): State {
  return {
    values,
    base,
    key,
    unsure: [],
    unsureUntil: 0,
    mustRead: false,
    isWanted: false,
    heard: 0,
    typedAt: 0,
    failures: 0,
    confirmed: 0,
    isStopped: false,
  };
}

/** Whether the form has text that the server is not known to have. */
export function isDirty(state: State, model: Model, empty: Values): boolean {
  const { base, values, unsure, mustRead } = state;
  return mustRead || unsure.length > 0 || !model.isSame(base?.values ?? empty, values);
}

/**
 * The state after an event. It is a pure function; who calls it sends `request` when it is a new one, and
 * calls it again at `wakeAt`.
 */
export function transition(state: State, event: Event, now: number, model: Model): State {
  return settle(react(state, event, now, model), now, model);
}

function react(state: State, event: Event, now: number, model: Model): State {
  const { base, problem } = state;
  switch (event.type) {
    case 'typed':
      return { ...state, values: event.values, typedAt: now };
    case 'save':
      // The server would take text of an earlier visit: it has the version that is shown beside it.
      if (problem?.type === 'conflict' && problem.upon !== undefined) {
        return { ...state, problem: { ...problem, isOpen: true, wasSaving: true } };
      }
      return {
        ...state,
        isWanted: true,
        asked: state.values,
        action: event.action ?? state.action,
        // A conflict that was put off comes up again with the newest text of the server.
        ...(problem?.type !== 'gone' && { problem: undefined }),
      };
    case 'wake':
      return state;
    case 'online':
      return problem?.type === 'waiting' ? { ...state, problem: undefined } : state;
    case 'heard':
      return { ...state, heard: Math.max(state.heard, event.version) };
    case 'deleted':
      return { ...state, problem: { type: 'gone' }, isWanted: false, action: undefined };
    case 'restored': {
      const restored = { ...state, values: event.values, key: event.key, typedAt: now };
      if (!base || base.version === event.version) return restored;
      if (model.isSame(event.values, base.values)) return restored;
      return {
        ...restored,
        problem: {
          type: 'conflict',
          theirs: base,
          isOpen: true,
          wasSaving: false,
          upon: event.version,
        },
      };
    }
    case 'compare':
      return problem?.type === 'conflict'
        ? { ...state, problem: { ...problem, isOpen: true } }
        : state;
    case 'resolve':
      return problem?.type === 'conflict' ? resolved(state, problem, event.choice) : state;
    case 'again':
      return {
        ...state,
        base: undefined,
        key: event.key,
        unsure: [],
        mustRead: false,
        heard: 0,
        problem: undefined,
        isWanted: true,
        asked: state.values,
      };
    case 'outcome':
      // An answer that nobody waits for any more.
      if (event.request !== state.request) return state;
      return concluded({ ...state, request: undefined }, event.request, event.outcome, now, model);
  }
}

function resolved(state: State, problem: Conflict, choice: 'mine' | 'theirs' | 'later'): State {
  const { theirs, wasSaving } = problem;
  if (choice === 'later') return { ...state, problem: { ...problem, isOpen: false } };
  const next = { ...state, base: theirs, problem: undefined };
  if (choice === 'theirs') return { ...next, values: theirs.values };
  return { ...next, isWanted: wasSaving, asked: state.values };
}

function concluded(
  state: State,
  request: Request,
  outcome: Outcome,
  now: number,
  model: Model,
): State {
  switch (outcome.type) {
    case 'done':
      if (request.type === 'read') return read(state, outcome.item, now, model);
      if (request.type === 'act') {
        const base = { ...outcome.item, values: request.base.values };
        // While it was under way, the owner may have asked for the opposite.
        const action = state.action === request.action ? undefined : state.action;
        return { ...confirmed(state, base, model), action };
      }
      return written(state, request, outcome.item, model);
    case 'refused':
      return {
        ...state,
        isWanted: false,
        action: undefined,
        problem: {
          type: 'refused',
          refusal: outcome.refusal,
          wasAsked: state.asked !== undefined,
          ...('values' in request && { values: request.values }),
        },
      };
    case 'stale':
      return { ...state, mustRead: true, isWanted: state.isWanted || request.type === 'update' };
    case 'gone':
      return { ...state, problem: { type: 'gone' }, isWanted: false, action: undefined };
    case 'busy':
      return waiting(state, request, outcome.retryAfterSeconds, 'busy', now);
    case 'unknown': {
      const reason = outcome.isOffline ? 'offline' : 'unanswered';
      const next = waiting(state, request, outcome.retryAfterSeconds, reason, now);
      if (!('values' in request)) return next;
      const unsure = [...state.unsure, request.values];
      // A new item cannot be read without its id: creating it again gives the first one.
      return { ...next, unsure, unsureUntil: now + lateMs, mustRead: request.type === 'update' };
    }
    case 'stopped':
      return { ...state, isStopped: true };
  }
}

/**
 * After a write. A repeated creation answers with the item of the first attempt, which may have had another
 * text: then the newest is still wanted.
 */
function written(
  state: State,
  { type, values: sent }: Request & { values: Values },
  item: Base,
  model: Model,
): State {
  const values = model.filled(sent, item.values);
  const isOther = type === 'create' && !model.isSame(item.values, values);
  if (!isOther) return confirmed(state, { ...item, values }, model);
  return { ...confirmed(state, item, model), isWanted: true };
}

function confirmed(state: State, base: Base, model: Model): State {
  return {
    ...state,
    base,
    values: model.filled(state.values, base.values),
    unsure: [],
    mustRead: false,
    failures: 0,
    problem: undefined,
    confirmed: state.confirmed + 1,
  };
}

/** Finds out from the item whose change the server has. */
function read(state: State, item: Base, now: number, model: Model): State {
  const { base, values, unsure } = state;
  const next = { ...state, mustRead: false, failures: 0, heard: 0 };
  // What was sent upon an older version cannot be stored any more.
  const isOpen = item.version === base?.version && now < state.unsureUntil;
  const late = isOpen ? unsure : [];
  if (model.isSame(item.values, values)) {
    return { ...confirmed(next, { ...item, values }, model), unsure: late };
  }
  const own = unsure.find((sent) => model.isSame(item.values, sent));
  if (own) return confirmed(next, { ...item, values: own }, model);
  if (base && model.isSame(item.values, base.values)) {
    return {
      ...next,
      base: { ...item, values: base.values },
      unsure: late,
      problem: undefined,
    };
  }
  if (base && unsure.length === 0 && model.isSame(values, base.values)) {
    return { ...next, base: item, values: item.values, problem: undefined };
  }
  const wasSaving = state.isWanted || state.action !== undefined;
  return {
    ...next,
    unsure: [],
    isWanted: false,
    action: undefined,
    problem: { type: 'conflict', theirs: item, isOpen: wasSaving, wasSaving },
  };
}

function waiting(
  state: State,
  request: Request,
  retryAfterSeconds: number | undefined,
  reason: 'offline' | 'unanswered' | 'busy',
  now: number,
): State {
  const delay = Math.min(seconds * 2 ** state.failures, maxDelayMs);
  const asked = retryAfterSeconds === undefined ? delay : retryAfterSeconds * seconds;
  // A server that says 0 does not mean without a pause.
  const until = now + Math.max(asked, minDelayMs);
  return {
    ...state,
    failures: state.failures + 1,
    isWanted: state.isWanted || 'values' in request,
    mustRead: state.mustRead || request.type === 'read',
    problem: { type: 'waiting', reason, until },
  };
}

/** Decides what is to be asked next, or when. */
function settle(state: State, now: number, model: Model): State {
  const resting = { ...state, wakeAt: undefined };
  const { problem } = state;
  if (state.isStopped || state.request) return resting;
  if (problem?.type === 'gone' || problem?.type === 'conflict') return resting;
  if (problem?.type === 'waiting') {
    if (now < problem.until) return { ...resting, wakeAt: problem.until };
    return settle({ ...state, problem: undefined }, now, model);
  }
  return next(resting, now, model);
}

function next(state: State, now: number, model: Model): State {
  const { base, action } = state;
  const values = toSave(state);
  // A draft that somebody has published changes only when the owner says so.
  const isWanted = state.isWanted && (state.asked !== undefined || isDraft(base));
  const isHeard = base !== undefined && state.heard > base.version;
  if (base && (state.mustRead || isHeard)) {
    return { ...state, request: { type: 'read', id: base.id } };
  }
  if (isWanted && !base) {
    const request: Request = { type: 'create', key: state.key, values };
    return { ...state, request, isWanted: false };
  }
  if (isWanted && base && !model.isSame(base.values, values)) {
    return { ...state, request: { type: 'update', base, values }, isWanted: false };
  }
  if (action && base) return { ...state, request: { type: 'act', base, action } };
  return planned({ ...state, isWanted: false }, now, model);
}

/** Readers see only what the owner asked to save; a draft is saved with what was typed since. */
function toSave({ base, values, asked, action }: State): Values {
  return asked && (action || !isDraft(base)) ? asked : values;
}

function isDraft(base: Base | undefined): boolean {
  return base === undefined || base.status === 'draft';
}

/** Published items change only when the owner says so, and what was refused once would be again. */
function planned(state: State, now: number, model: Model): State {
  const { base, values, problem, unsure, unsureUntil } = state;
  if (base && unsure.length > 0) {
    if (now < unsureUntil) return { ...state, wakeAt: unsureUntil };
    return next({ ...state, mustRead: true }, now, model);
  }
  const isRefused = problem?.type === 'refused' && problem.values === values;
  if (!isDraft(base) || isRefused || !model.isComplete(values)) return state;
  if (base && model.isSame(base.values, values)) return state;
  const wakeAt = state.typedAt + restMs;
  if (now < wakeAt) return { ...state, wakeAt };
  return next({ ...state, isWanted: true, asked: undefined }, now, model);
}
