import { UserError } from '../lib/user-error.ts';
import { localOwner } from '../local/user-pool-seed.ts';
import { fetchAgain } from './api.ts';

/** The owner's session with the API. */
export interface Session {
  /** One that is valid for a minute at least. */
  accessToken(): Promise<string>;
  /** The access token was refused. */
  expire(): void;
}

interface Tokens {
  accessToken: string;
  expiresIn: number;
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
  const { API_TOKEN: refreshToken } = env;
  if (refreshToken) {
    const { status, body } = await post(`${base}/v1/auth/refresh`, { refreshToken });
    if (status === 200) return body as Tokens;
    throw new UserError(
      status === 401 || status === 400
        ? 'API_TOKEN is not valid any more. Make a new one: npm run owner -- token'
        : `Signing in failed: status ${status}`,
    );
  }
  const { email, password } = credentials(base, env);
  const { status, body } = await post(`${base}/v1/auth/login`, { email, password });
  if (status === 200 && 'accessToken' in body) return body as Tokens;
  if (status === 200) {
    throw new UserError(
      'This account needs a code to sign in. Use a token: npm run owner -- token',
    );
  }
  throw new UserError(`Signing in as ${email} failed: ${body.message ?? `status ${status}`}`);
}

function credentials(base: string, { API_EMAIL: email, API_PASSWORD: password }: SessionEnv) {
  if (email && password) return { email, password };
  if (isThisMachine(base)) return localOwner;
  throw new UserError('Set API_TOKEN to a token of "npm run owner -- token".');
}

export function isThisMachine(base: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(base).hostname);
}

async function post(url: string, body: object) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetchAgain(url, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await response.text();
  try {
    return { status: response.status, body: JSON.parse(text) };
  } catch {
    throw new UserError(`${url} is not the API: it does not answer in JSON. Set API_BASE_URL.`);
  }
}
