import { localOwner } from '../local/user-pool-seed.ts';
import { fetchAgain, readJson } from './fetch-again.ts';
import { UserError } from './user-error.ts';

/** The owner's session with the API. */
export interface Session {
  /** One that is valid for a minute at least. @throws {UserError} when signing in fails */
  accessToken(): Promise<string>;
  /** The access token was refused. */
  expire(): void;
}

export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** Seconds. */
  expiresIn: number;
}

/** What the API requires beside a password. */
export interface Challenge {
  challenge: 'NEW_PASSWORD_REQUIRED' | 'SOFTWARE_TOKEN_MFA';
  session: string;
}

export interface SessionEnv {
  API_TOKEN?: string | undefined;
  API_EMAIL?: string | undefined;
  API_PASSWORD?: string | undefined;
}

const marginSeconds = 60;

/**
 * Signs in at `base` by what the environment has: a token of `npm run owner -- token`, or e-mail address and
 * password. The account of `npm run dev` is the default on this machine. Signs in when it must.
 */
export function startSession(base: string, env: SessionEnv): Session {
  let tokens: Tokens | undefined;
  let validUntil = 0;
  return {
    async accessToken() {
      if (!tokens || Date.now() > validUntil) {
        tokens = await signIn(base, env);
        validUntil = Date.now() + 1000 * (tokens.expiresIn - marginSeconds);
      }
      return tokens.accessToken;
    },
    expire() {
      tokens = undefined;
    },
  };
}

async function signIn(base: string, env: SessionEnv): Promise<Tokens> {
  if (env.API_TOKEN) return refresh(base, env.API_TOKEN);
  const answer = await login(base, credentials(base, env));
  if ('accessToken' in answer) return answer;
  throw new UserError(
    'This account needs more than a password. Set API_TOKEN: npm run owner -- token',
  );
}

/** @throws {UserError} */
export async function refresh(base: string, refreshToken: string): Promise<Tokens> {
  const { status, body } = await postTo(base, '/refresh', { refreshToken });
  if (status === 200) return body;
  const isRefused = status === 401 || status === 400;
  throw new UserError(
    isRefused
      ? 'API_TOKEN is not valid any more. Make a new one: npm run owner -- token'
      : `Signing in failed: status ${status}`,
  );
}

/** @throws {UserError} */
export async function login(
  base: string,
  credentials: { email: string; password: string },
): Promise<Tokens | Challenge> {
  const { status, body } = await postTo(base, '/login', credentials);
  if (status === 200) return body;
  throw new UserError(`Signing in as ${credentials.email} failed: ${body.message ?? status}`);
}

function credentials(base: string, { API_EMAIL: email, API_PASSWORD: password }: SessionEnv) {
  if (email && password) return { email, password };
  if (['localhost', '127.0.0.1', '[::1]'].includes(new URL(base).hostname)) return localOwner;
  throw new UserError('Set API_TOKEN to a token of "npm run owner -- token".');
}

/** What there is depends on the status. */
type SignInAnswer = Tokens & Challenge & { message?: string };

/** A request to the sign-in routes. @throws {UserError} when there is no answer of the API */
export async function postTo(base: string, path: string, sent: object, accessToken?: string) {
  const response = await fetchAgain(`${base}/v1/auth${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(accessToken && { authorization: `Bearer ${accessToken}` }),
    },
    body: JSON.stringify(sent),
  });
  const body = ((await readJson(response, base)) ?? {}) as SignInAnswer;
  return { status: response.status, body };
}
