import fc from 'fast-check';
import { test } from 'tap';
import { browserClock } from '../../../admin/editor/saving/browser-clock.ts';
import { initial, isDirty, restMs } from '../../../admin/editor/saving/machine.ts';
import { type Saver, startSaver } from '../../../admin/editor/saving/saver.ts';
import type { Base, Model, Outcome, Request, State } from '../../../admin/editor/saving/state.ts';
import type { Values } from '../../../admin/editor/values.ts';

const model: Model = {
  isSame: (a, b) => a.text === b.text,
  isComplete: ({ text }) => text !== '',
  filled: (values) => values,
};
const empty: Values = { text: '' };

/** Time that passes when the test says so. */
function fakeClock() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const at = (instant: number, run: () => void) => {
    const timer = { at: instant, run };
    timers.push(timer);
    return () => {
      timers = timers.filter((one) => one !== timer);
    };
  };
  return {
    now: () => now,
    at,
    /** Lets answers arrive between the timers. */
    async pass(ms: number) {
      const end = now + ms;
      for (;;) {
        await settled();
        const next = timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = next.at;
        timers = timers.filter((timer) => timer !== next);
        next.run();
      }
      now = end;
    },
  };
}

/** All promises that are ready have had their turn. */
const settled = () => new Promise((done) => setImmediate(done));

/** What happens to one request on its way. */
type Fault =
  | 'none'
  /** The server does it, and the answer is lost. */
  | 'answer lost'
  /** The request is lost. */
  | 'request lost'
  /** The client gives up, and the server does it later. */
  | 'late'
  | '503'
  | '429'
  /** A second passes before the answer. */
  | 'slow';

/** A server with the rules of the API: versions, If-Match, one item for each idempotency key. */
function fakeServer(clock: ReturnType<typeof fakeClock>, faults: () => Fault) {
  let item: Base | undefined;
  const keys = new Set<string>();
  const requests: Request[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const written: unknown[] = [];

  const write = (change: Partial<Base>): Outcome => {
    if (!item) return { type: 'gone' };
    item = { ...item, ...change, version: item.version + 1 };
    return { type: 'done', item };
  };
  const apply = (request: Request): Outcome => {
    if (request.type === 'create') {
      if (!keys.has(request.key)) {
        keys.add(request.key);
        item = draft(request.values, 1);
        written.push(request.values.text);
      }
      return item ? { type: 'done', item } : { type: 'gone' };
    }
    if (!item) return { type: 'gone' };
    if (request.type === 'read') return { type: 'done', item };
    if (request.base.version !== item.version) return { type: 'stale' };
    if (request.type === 'update') {
      written.push(request.values.text);
      return write({ values: request.values });
    }
    return write({ status: request.action.name === 'publish' ? 'published' : 'draft' });
  };
  const passing = (ms: number) => new Promise<void>((done) => clock.at(clock.now() + ms, done));

  async function send(request: Request): Promise<Outcome> {
    requests.push(request);
    inFlight += 1;
    mostInFlight = Math.max(mostInFlight, inFlight);
    try {
      const fault = faults();
      const unknown = { type: 'unknown', isOffline: false } as const;
      await passing(fault === 'slow' ? 1000 : 10);
      if (fault === 'request lost') return unknown;
      if (fault === '429') return { type: 'busy', retryAfterSeconds: 2 };
      if (fault === 'late') {
        clock.at(clock.now() + 2500, () => apply(request));
        return unknown;
      }
      const outcome = apply(request);
      if (fault === 'answer lost') return unknown;
      if (fault === '503') return { ...unknown, retryAfterSeconds: 2 };
      return outcome;
    } finally {
      inFlight -= 1;
    }
  }
  return {
    send,
    requests,
    written,
    item: () => item,
    mostInFlight: () => mostInFlight,
    /** Another tab, or another program. */
    change: (text: string) => write({ values: { text } }),
    changeStatus: (status: Base['status']) => write({ status }),
    remove() {
      item = undefined;
    },
    put(base: Base) {
      item = base;
    },
  };
}

function draft(values: Values, version: number): Base {
  return { id: 'c_1', version, status: 'draft', publishedAt: null, values };
}

interface World {
  clock: ReturnType<typeof fakeClock>;
  server: ReturnType<typeof fakeServer>;
  saver: Saver;
  states: State[];
  type: (text: string) => void;
  isClean: () => boolean;
}

/** An editor of an item (default: a new one) and its server. */
function world({ base, faults = () => 'none' }: { base?: Base; faults?: () => Fault } = {}): World {
  const clock = fakeClock();
  const server = fakeServer(clock, faults);
  if (base) server.put(base);
  const states: State[] = [];
  const saver = startSaver(initial(base?.values ?? empty, 'key-1', base), {
    model,
    clock,
    send: server.send,
    onState: (state) => states.push(state),
  });
  return {
    clock,
    server,
    saver,
    states,
    type: (text) => saver.dispatch({ type: 'typed', values: { text } }),
    isClean: () => !isDirty(saver.get(), model, empty),
  };
}

/** Each request in turn meets the next of these, then none. */
function inTurn(...faults: Fault[]): () => Fault {
  return () => faults.shift() ?? 'none';
}

const save = { type: 'save' } as const;
const text = (base: Base | undefined) => base?.values.text;

test('a draft saves by itself once it has rested for 10 seconds', async (t) => {
  const { clock, server, saver, type, isClean } = world();
  for (const letters of ['a', 'ab', 'abc']) {
    type(letters);
    await clock.pass(restMs - 1);
    t.equal(server.requests.length, 0, letters);
  }
  await clock.pass(100);
  t.equal(text(server.item()), 'abc');
  t.ok(isClean());
  t.equal(saver.get().base?.version, 1);
});

test('an item without its required fields does not save by itself', async (t) => {
  const { clock, server, saver, type } = world();
  type('a');
  type('');
  await clock.pass(restMs * 2);
  t.equal(server.requests.length, 0);
  saver.dispatch(save);
  await clock.pass(100);
  t.equal(server.requests.length, 1, 'the API says what is missing when the owner asks');
});

for (const status of ['published', 'scheduled'] as const) {
  test(`an item that is ${status} changes only when the owner says so`, async (t) => {
    const base: Base = { ...draft({ text: 'a' }, 3), status };
    const { clock, server, saver, type } = world({ base });
    type('b');
    await clock.pass(restMs * 10);
    t.equal(server.requests.length, 0);
    saver.dispatch(save);
    await clock.pass(100);
    t.equal(text(server.item()), 'b');
  });
}

test('ten saves during a save are one more request, with the newest text', async (t) => {
  const { clock, server, saver, type } = world({
    base: draft({ text: '' }, 1),
    faults: () => 'slow',
  });
  type('0');
  saver.dispatch(save);
  for (let n = 1; n <= 10; n++) {
    type(`${n}`);
    saver.dispatch(save);
    await clock.pass(10);
  }
  await clock.pass(5000);
  t.strictSame(server.written, ['0', '10']);
  t.equal(server.requests.length, 2);
  t.equal(server.mostInFlight(), 1);
});

test('a save of what is stored already asks nothing', async (t) => {
  const { clock, server, saver } = world({ base: draft({ text: 'a' }, 1) });
  saver.dispatch(save);
  await clock.pass(100);
  t.equal(server.requests.length, 0);
});

for (const fault of ['answer lost', 'request lost', '503', '429', 'late'] as const) {
  for (const isNew of [true, false]) {
    test(`${isNew ? 'a creation' : 'an update'} with the fault "${fault}" is saved once, without a conflict`, async (t) => {
      const faults = inTurn(fault);
      const { clock, server, saver, states, type, isClean } = world(
        isNew ? { faults } : { base: draft({ text: '' }, 1), faults },
      );
      type('a');
      saver.dispatch(save);
      await clock.pass(50);
      t.notOk(isClean(), 'not saved before the server has said so');
      t.equal(saver.get().problem?.type, 'waiting');
      await clock.pass(20_000);
      t.equal(text(server.item()), 'a');
      t.ok(isClean());
      t.strictSame(server.written, ['a']);
      t.notOk(states.some(({ problem }) => problem?.type === 'conflict'));
    });
  }
}

test('text typed after a lost answer is saved, too', async (t) => {
  for (const base of [undefined, draft({ text: '' }, 1)]) {
    const faults = inTurn('answer lost', 'answer lost', 'late');
    const { clock, server, saver, states, type, isClean } = world({
      ...(base && { base }),
      faults,
    });
    type('a');
    saver.dispatch(save);
    await clock.pass(50);
    type('ab');
    await clock.pass(60_000);
    t.equal(text(server.item()), 'ab');
    t.ok(isClean());
    t.notOk(states.some(({ problem }) => problem?.type === 'conflict'));
  }
});

test('it waits as long as the server says, or ever longer', async (t) => {
  const { clock, server, saver, type } = world({
    base: draft({ text: '' }, 1),
    faults: () => 'request lost',
  });
  type('a');
  saver.dispatch(save);
  const gaps: number[] = [];
  for (let n = 0; n < 7; n++) {
    await clock.pass(10);
    const { problem } = saver.get();
    if (problem?.type !== 'waiting') throw new Error(`${problem?.type}`);
    gaps.push(problem.until - clock.now());
    await clock.pass(problem.until - clock.now());
  }
  t.strictSame(gaps, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  const before = server.requests.length;
  await clock.pass(10);
  saver.dispatch({ type: 'online' });
  await clock.pass(1);
  t.equal(server.requests.length, before + 1, 'back online, it waits no longer');

  const limited = world({ base: draft({ text: '' }, 1), faults: inTurn('429') });
  limited.type('a');
  limited.saver.dispatch(save);
  await limited.clock.pass(1900);
  t.equal(limited.server.requests.length, 1);
  await limited.clock.pass(200);
  t.equal(text(limited.server.item()), 'a');
});

test('somebody else’s text is shown, and overwritten only by choice', async (t) => {
  for (const choice of ['mine', 'theirs', 'later'] as const) {
    const { clock, server, saver, type, isClean } = world({ base: draft({ text: 'old' }, 1) });
    server.change('theirs');
    type('mine');
    saver.dispatch(save);
    await clock.pass(100);
    const { problem } = saver.get();
    t.match(problem, { type: 'conflict', isOpen: true, theirs: { values: { text: 'theirs' } } });
    await clock.pass(restMs * 5);
    t.equal(text(server.item()), 'theirs', 'not before the choice');
    saver.dispatch({ type: 'resolve', choice });
    await clock.pass(restMs * 5);
    t.equal(text(server.item()), choice === 'mine' ? 'mine' : 'theirs');
    t.equal(saver.get().values.text, choice === 'theirs' ? 'theirs' : 'mine');
    t.equal(isClean(), choice !== 'later');
    if (choice !== 'later') continue;
    server.change('newer');
    saver.dispatch(save);
    await clock.pass(100);
    t.match(saver.get().problem, { isOpen: true, theirs: { values: { text: 'newer' } } });
  }
});

test('a change elsewhere that leaves the text is no conflict', async (t) => {
  const { clock, server, saver, type } = world({ base: draft({ text: 'a' }, 1) });
  server.changeStatus('published');
  type('b');
  saver.dispatch(save);
  await clock.pass(100);
  t.equal(text(server.item()), 'b');
  t.equal(saver.get().base?.status, 'published');
  t.equal(saver.get().problem, undefined);
});

test('what another tab saves appears where nothing was typed, and is announced where something was', async (t) => {
  for (const isTyped of [false, true]) {
    const { clock, server, saver, type } = world({ base: draft({ text: 'a' }, 1) });
    if (isTyped) type('mine');
    server.change('theirs');
    saver.dispatch({ type: 'heard', version: 2 });
    await clock.pass(100);
    t.equal(saver.get().values.text, isTyped ? 'mine' : 'theirs');
    const { problem } = saver.get();
    t.strictSame(
      problem?.type === 'conflict' && problem.isOpen,
      false,
      'no dialog that nobody asked for',
    );
    t.equal(problem?.type, isTyped ? 'conflict' : undefined);
  }
});

test('an item that was deleted elsewhere becomes a new one if the owner says so', async (t) => {
  const { clock, server, saver, type, isClean } = world({ base: draft({ text: 'a' }, 1) });
  server.remove();
  type('b');
  saver.dispatch(save);
  await clock.pass(100);
  t.equal(saver.get().problem?.type, 'gone');
  await clock.pass(restMs * 5);
  t.equal(server.item(), undefined);
  t.equal(saver.get().values.text, 'b');
  saver.dispatch({ type: 'again', key: 'key-2' });
  await clock.pass(100);
  t.equal(text(server.item()), 'b');
  t.ok(isClean());
});

test('publishing saves the newest text first, also when answers are lost', async (t) => {
  for (const faults of [[], ['answer lost', 'none', 'answer lost'], ['503', '429', 'late']]) {
    const { clock, server, saver, type, isClean } = world({
      faults: inTurn(...(faults as Fault[])),
    });
    type('a');
    saver.dispatch({ type: 'save', action: { name: 'publish' } });
    await clock.pass(60_000);
    t.equal(text(server.item()), 'a');
    t.equal(server.item()?.status, 'published');
    t.equal(saver.get().base?.status, 'published');
    t.ok(isClean());
  }
});

test('text of an earlier visit that belongs to an older version is compared, not applied', async (t) => {
  const { clock, server, saver, type } = world({ base: draft({ text: 'new' }, 5) });
  type('new');
  saver.dispatch({ type: 'restored', values: { text: 'unsaved' }, version: 3, key: 'key-0' });
  await clock.pass(restMs * 5);
  t.match(saver.get().problem, { type: 'conflict', isOpen: true });
  t.equal(text(server.item()), 'new');
  saver.dispatch({ type: 'resolve', choice: 'theirs' });
  t.equal(saver.get().values.text, 'new');

  const same = world({ base: draft({ text: 'new' }, 5) });
  same.saver.dispatch({ type: 'restored', values: { text: 'mine' }, version: 5, key: 'key-0' });
  t.equal(same.saver.get().values.text, 'mine');
  t.equal(same.saver.get().problem, undefined);
});

test('a save of text of an earlier visit asks before it overwrites a newer version', async (t) => {
  const { clock, server, saver } = world({ base: draft({ text: 'new' }, 5) });
  saver.dispatch({ type: 'restored', values: { text: 'unsaved' }, version: 3, key: 'key-0' });
  saver.dispatch({ type: 'resolve', choice: 'later' });
  t.match(saver.get().problem, { type: 'conflict', isOpen: false, upon: 3 });
  saver.dispatch(save);
  await clock.pass(restMs * 5);
  t.match(saver.get().problem, { type: 'conflict', isOpen: true, upon: 3 });
  t.equal(server.requests.length, 0);
  saver.dispatch({ type: 'resolve', choice: 'mine' });
  await clock.pass(100);
  t.equal(text(server.item()), 'unsaved');
});

for (const fault of ['answer lost', 'request lost', '503', '429', 'late', 'slow'] as const) {
  test(`with the fault "${fault}", readers see no text that the owner did not ask to save`, async (t) => {
    const live: Base = { ...draft({ text: 'old' }, 1), status: 'published' };
    for (const base of [live, draft({ text: 'old' }, 1), undefined]) {
      const faults = inTurn(fault, fault);
      const { clock, server, saver, type } = world({ ...(base && { base }), faults });
      type('whole');
      saver.dispatch({ type: 'save', action: { name: 'publish' } });
      saver.dispatch({ type: 'save', action: { name: 'publish' } });
      type('whole and half of');
      await clock.pass(600_000);
      t.equal(text(server.item()), 'whole');
      t.equal(server.item()?.status, 'published');
      t.equal(saver.get().values.text, 'whole and half of');
      saver.dispatch(save);
      await clock.pass(100);
      t.equal(text(server.item()), 'whole and half of');
    }
  });
}

test('a draft that was published elsewhere does not save by itself any more', async (t) => {
  const { clock, server, saver, type } = world({ base: draft({ text: 'a' }, 1) });
  type('half of');
  server.changeStatus('published');
  await clock.pass(restMs * 10);
  t.equal(text(server.item()), 'a');
  t.equal(saver.get().base?.status, 'published');
  t.equal(saver.get().problem, undefined);
  saver.dispatch(save);
  await clock.pass(100);
  t.equal(text(server.item()), 'half of');
});

test('of two actions, the second is done too, while the first is under way', async (t) => {
  const { clock, server, saver } = world({ base: draft({ text: 'a' }, 1), faults: () => 'slow' });
  saver.dispatch({ type: 'save', action: { name: 'publish' } });
  await clock.pass(100);
  saver.dispatch({ type: 'save', action: { name: 'unpublish' } });
  await clock.pass(5000);
  t.equal(server.item()?.status, 'draft');
  t.strictSame(
    server.requests.map(({ type }) => type),
    ['act', 'act'],
  );
});

test('a server that asks for no pause gets one', async (t) => {
  for (const retryAfterSeconds of [0, -5]) {
    const clock = fakeClock();
    let requests = 0;
    const saver = startSaver(initial({ text: 'a' }, 'key-1', draft({ text: 'a' }, 1)), {
      model,
      clock,
      send: async () => {
        requests += 1;
        return { type: 'busy', retryAfterSeconds };
      },
      onState: () => {},
    });
    saver.dispatch({ type: 'typed', values: { text: 'b' } });
    saver.dispatch(save);
    for (let n = 0; n < 100; n++) await clock.pass(100);
    t.ok(requests <= 11, `${requests} requests in 10 s`);
    saver.close();
  }
});

test('the clock of the browser waits for instants that its timers cannot reach', async (t) => {
  let isWoken = false;
  const cancel = browserClock.at(browserClock.now() + 2 ** 40, () => {
    isWoken = true;
  });
  const { setTimeout } = globalThis;
  t.teardown(() => {
    globalThis.setTimeout = setTimeout;
  });
  let timers = 0;
  globalThis.setTimeout = ((...args: Parameters<typeof setTimeout>) => {
    timers += 1;
    return setTimeout(...args);
  }) as typeof setTimeout;
  await new Promise((done) => setTimeout(done, 50));
  t.equal(timers, 0, 'nothing runs in circles');
  t.notOk(isWoken);
  cancel();
});

/** What happens to the editor from outside. */
const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant('type' as const) },
  // The same text again and again, as after undoing.
  { weight: 2, arbitrary: fc.constant('undo' as const) },
  { weight: 3, arbitrary: fc.constant('save' as const) },
  { weight: 1, arbitrary: fc.constantFrom('publish' as const, 'unpublish' as const) },
  { weight: 1, arbitrary: fc.constantFrom('online' as const, 'hear' as const) },
);
const pause = fc.constantFrom(0, 5, 20, 500, 3000, 12_000);
const fault = fc.constantFrom<Fault>(
  'none',
  'answer lost',
  'request lost',
  'late',
  '503',
  '429',
  'slow',
);
const runs = fc.record({
  isNew: fc.boolean(),
  steps: fc.array(fc.tuple(step, pause), { maxLength: 25 }),
  faults: fc.array(fault, { maxLength: 25 }),
});

test('under any faults the last text gets stored, and nobody hears of a conflict with themselves', async (t) => {
  await fc.assert(
    fc.asyncProperty(runs, async ({ isNew, steps, faults }) => {
      const base = draft({ text: 'first' }, 1);
      const { clock, server, saver, states, type, isClean } = world({
        ...(!isNew && { base }),
        faults: inTurn(...faults),
      });
      let typed = isNew ? '' : 'first';
      for (const [i, [what, ms]] of steps.entries()) {
        if (what === 'type' || what === 'undo') {
          typed = what === 'undo' ? 'first' : `text ${i}`;
          type(typed);
        } else if (what === 'save') {
          if (typed) saver.dispatch(save);
        } else if (what === 'online') saver.dispatch({ type: 'online' });
        else if (what === 'hear') saver.dispatch({ type: 'heard', version: 2 });
        else if (typed) saver.dispatch({ type: 'save', action: { name: what } });
        await clock.pass(ms);
        if (isClean() && typed) ok(text(server.item()) === typed, '“saved” is true');
      }
      if (typed) saver.dispatch(save);
      await clock.pass(600_000);
      ok(isClean(), 'saved at last');
      ok((text(server.item()) ?? '') === typed, 'the last text is stored');
      ok(server.mostInFlight() <= 1, 'one request at a time');
      ok(!states.some(({ problem }) => problem?.type === 'conflict'), 'no conflict');
      ok(saver.get().action === undefined, 'all actions are done');
    }),
    { numRuns: 400 },
  );
  t.pass();
});

test('under any faults no text of somebody else is lost without a choice', async (t) => {
  const others = fc.array(fc.nat({ max: 24 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(runs, others, async ({ steps, faults }, others) => {
      const base = draft({ text: 'first' }, 1);
      const { clock, server, saver, states, type } = world({ base, faults: inTurn(...faults) });
      for (const [i, [what, ms]] of steps.entries()) {
        if (others.includes(i)) server.change(`other ${i}`);
        if (what === 'type') type(`text ${i}`);
        else if (what === 'save') saver.dispatch(save);
        else if (what === 'hear') saver.dispatch({ type: 'heard', version: 99 });
        await clock.pass(ms);
      }
      await clock.pass(600_000);
      const shown = new Set(states.map(({ values }) => values.text));
      for (const request of server.requests) {
        const before = request.type === 'update' ? `${request.base.values.text}` : '';
        ok(
          !before.startsWith('other') || shown.has(before),
          'overwritten only if it was taken first',
        );
      }
      ok(server.mostInFlight() <= 1, 'one request at a time');
    }),
    { numRuns: 300 },
  );
  t.pass();
});

test('under any faults a published item gets no text that the owner did not ask to save', async (t) => {
  await fc.assert(
    fc.asyncProperty(runs, async ({ steps, faults }) => {
      const base: Base = { ...draft({ text: 'first' }, 1), status: 'published' };
      const { clock, server, saver, type } = world({ base, faults: inTurn(...faults) });
      const asked = new Set<unknown>();
      for (const [i, [what, ms]] of steps.entries()) {
        if (what === 'type' || what === 'undo') type(what === 'undo' ? 'first' : `text ${i}`);
        else if (what === 'online') saver.dispatch({ type: 'online' });
        else if (what === 'save' || what === 'publish') {
          asked.add(saver.get().values.text);
          saver.dispatch(what === 'save' ? save : { type: 'save', action: { name: what } });
        }
        await clock.pass(ms);
      }
      await clock.pass(600_000);
      ok(
        server.written.every((one) => asked.has(one)),
        'nothing that was only typed',
      );
    }),
    { numRuns: 300 },
  );
  t.pass();
});

function ok(value: boolean, what: string): void {
  if (!value) throw new Error(`not so: ${what}`);
}
