import type { Static } from '@sinclair/typebox';
import type {
  Challenge,
  Answer as ChallengeAnswer,
  Profile,
  SignedIn,
  Tokens,
} from '../../app/features/auth/schemas.ts';
import { ApiError, NoAnswer, SignedOut } from './errors.ts';
import { keepSession, onSessionElsewhere, readSession } from './kept-session.ts';
import { send } from './send.ts';
import { store } from './store.ts';

export type User = Static<typeof Profile>;
type Asked = Static<typeof Challenge>;

export type SessionState =
  | { name: 'starting' }
  /** The session of an earlier visit could not be checked. */
  | { name: 'unreachable'; error: unknown }
  | { name: 'signed-out'; notice?: string }
  | { name: 'signed-in'; user: User; notice?: string }
  /** The session has ended while the pages were open: they wait for a sign-in. */
  | { name: 'ended'; user: User };

export const session = store<SessionState>({ name: 'starting' });

/** Only in memory. The time is relative, so a clock that is wrong does no harm. */
let access: { token: string; goodUntil: number } | undefined;
let refreshing: Promise<string> | undefined;
/** Signing out while a refresh is under way makes its answer void. */
let generation = 0;
/** Requests that wait for a sign-in. */
let waiting: { resume: () => void; give: (error: Error) => void }[] = [];

/** How long before its end a token is renewed. */
const marginMs = 30_000;

/** Continues the session of an earlier visit, if there is one. */
export async function start(): Promise<void> {
  const kept = readSession();
  if (!kept) return session.set({ name: 'signed-out' });
  session.set({ name: 'starting' });
  try {
    const { body } = await withToken((token) => send<User>({ path: '/v1/auth/me', token }));
    enter(body);
  } catch (error) {
    if (error instanceof SignedOut) return;
    const isRefused = error instanceof ApiError && (error.status === 401 || error.status === 400);
    if (!isRefused) return session.set({ name: 'unreachable', error });
    leave('Your session has ended. Sign in again.');
  }
}

/** The result of a step of signing in: done, or what is asked next. */
export type Step = 'done' | (Asked & { email: string });

export async function signIn(email: string, password: string): Promise<Step> {
  return step(email, { path: '/v1/auth/login', body: { email, password } });
}

/** A code of the authenticator, or a new password. */
export async function answerChallenge(answer: Static<typeof ChallengeAnswer>): Promise<Step> {
  return step(answer.email, { path: '/v1/auth/challenge', body: answer });
}

/** @returns whether the API has revoked the token: without an answer, it is forgotten only here. */
export async function signOut(): Promise<boolean> {
  // The API takes the session no more: there is nothing to revoke, and no token to ask with.
  if (session.get().name === 'ended') {
    leave('You have signed out.');
    return true;
  }
  const kept = readSession();
  let isRevoked = true;
  try {
    const token = await accessToken();
    await send({
      method: 'POST',
      path: '/v1/auth/logout',
      body: { refreshToken: kept?.refreshToken },
      token,
      timeoutMs: 5000,
    });
  } catch (error) {
    isRevoked = error instanceof ApiError && error.status === 401;
  }
  leave(
    isRevoked
      ? 'You have signed out.'
      : 'You have signed out here. The server could not be told: sign in and end all sessions if somebody may have your session.',
  );
  return isRevoked;
}

/** After the API has ended every session, this one included. */
export function endedEverywhere(): void {
  leave('All sessions have ended.');
}

/**
 * Calls `ask` with a token. When the session has ended, it waits until the owner has signed in again.
 * @throws {SignedOut} when the owner signs out instead.
 */
export async function withToken<T>(ask: (token: string) => Promise<T>): Promise<T> {
  for (;;) {
    const token = await accessToken();
    try {
      return await ask(token);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) throw error;
      if (error.code === 'SIGN_IN_AGAIN') throw error;
      // Revoked or expired, by the API's clock. The same token twice: this caller gets the answer.
      if (access?.token === token) access = undefined;
      const next = await accessToken();
      if (next === token) throw error;
    }
  }
}

async function accessToken(): Promise<string> {
  if (access && Date.now() < access.goodUntil) return access.token;
  refreshing ??= refresh().finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

async function refresh(): Promise<string> {
  const kept = readSession();
  if (!kept) throw new SignedOut('You have signed out.');
  const before = generation;
  try {
    const { body } = await send<Static<typeof Tokens>>({
      method: 'POST',
      path: '/v1/auth/refresh',
      body: { refreshToken: kept.refreshToken },
    });
    if (generation !== before) throw new SignedOut('You have signed out.');
    keepAccess(body);
    return body.accessToken;
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) throw error;
    const state = session.get();
    if (state.name !== 'signed-in' && state.name !== 'ended') throw error;
    session.set({ name: 'ended', user: state.user });
    await new Promise<void>((resume, give) => waiting.push({ resume, give }));
    if (!access) throw new SignedOut('You have signed out.');
    return access.token;
  }
}

async function step(email: string, { path, body }: { path: string; body: object }): Promise<Step> {
  const { body: answer } = await send<Static<typeof SignedIn> | Asked>({
    method: 'POST',
    path,
    body,
  });
  if ('challenge' in answer) return { ...answer, email };
  if (answer.user.role !== 'owner') throw new NotTheOwner(answer.user.email);
  const before = session.get();
  const isOther = before.name === 'ended' && before.user.id !== answer.user.id;
  keepAccess(answer);
  const isKept = keepSession({ refreshToken: answer.refreshToken, email: answer.user.email });
  // What waits was asked by somebody else.
  if (isOther) location.reload();
  enter(
    answer.user,
    isKept ? undefined : 'This browser stores nothing: you sign in again after a reload.',
  );
  return 'done';
}

/** A user of the pool, but not of its group `owner`. */
export class NotTheOwner extends Error {
  constructor(email: string) {
    super(`${email} may sign in, but is not the owner of this site.`);
  }
}

function keepAccess({ accessToken, expiresIn }: Static<typeof Tokens>): void {
  access = { token: accessToken, goodUntil: Date.now() + expiresIn * 1000 - marginMs };
}

function enter(user: User, notice?: string): void {
  session.set({ name: 'signed-in', user, ...(notice && { notice }) });
  const resumed = waiting;
  waiting = [];
  for (const { resume } of resumed) resume();
}

function leave(notice?: string): void {
  generation += 1;
  access = undefined;
  keepSession(undefined);
  session.set({ name: 'signed-out', ...(notice && { notice }) });
  const given = waiting;
  waiting = [];
  for (const { give } of given) give(new SignedOut('You have signed out.'));
}

onSessionElsewhere(() => {
  const state = session.get();
  const kept = readSession();
  if (!kept && state.name !== 'signed-out') return leave('You have signed out in another tab.');
  if (kept && state.name === 'signed-out') return void start();
  // Signed in again there: what waits here goes on.
  if (kept && state.name === 'ended') {
    access = undefined;
    void continueFrom(state.user);
  }
});

async function continueFrom(user: User): Promise<void> {
  const kept = readSession();
  if (!kept) return;
  try {
    const { body } = await send<Static<typeof Tokens>>({
      method: 'POST',
      path: '/v1/auth/refresh',
      body: { refreshToken: kept.refreshToken },
    });
    keepAccess(body);
    enter(user);
  } catch (error) {
    // The dialog stays open, and its form works.
    if (!(error instanceof ApiError) && !(error instanceof NoAnswer)) throw error;
  }
}
