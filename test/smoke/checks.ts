import { setTimeout as sleep } from 'node:timers/promises';

/** A deployment, by its outputs `WebsiteUrl` and `VisitorApiUrl`. */
export interface Deployment {
  SITE_URL: string;
  API_BASE_URL: string;
}

interface Check {
  name: string;
  of: keyof Deployment;
  path: string;
  headers?: Record<string, string>;
  status: number;
  /** Whether the body is right. */
  isRight?: (body: string) => boolean;
}

const forged = { 'x-origin-secret': 'forged' };

/** What a version must do to stay live. A failure of any of them rolls it back: docs/decisions/0023. */
const checks: Check[] = [
  {
    name: 'the page is the resume',
    of: 'SITE_URL',
    path: '/',
    status: 200,
    // The data for search engines. Neither the 404 page nor any of the function's has them.
    isRight: (body) => /<h1[\s>]/.test(body) && body.includes('"@type":"Person"'),
  },
  {
    // Adds one view, as anyone's call does.
    name: 'the site counts a view',
    of: 'SITE_URL',
    path: '/api/count',
    status: 200,
    isRight: (body) => Number.isInteger(JSON.parse(body).count),
  },
  {
    name: 'the site overwrites a forged origin secret, and is healthy',
    of: 'SITE_URL',
    path: '/api/health',
    headers: forged,
    status: 200,
    isRight: (body) => JSON.parse(body).status === 'ok',
  },
  {
    name: 'the owner’s numbers need a token',
    of: 'SITE_URL',
    path: '/api/v1/analytics/overview',
    status: 401,
  },
  {
    name: 'the API refuses a forged origin secret',
    of: 'API_BASE_URL',
    path: '/health',
    headers: forged,
    status: 403,
  },
];

/**
 * How long a wrong answer may last. CloudFormation reports a deployment as done, and still for some seconds
 * CloudFront's and API Gateway's servers answer as before, a new name is not known everywhere, a new role is not
 * allowed to do anything, and the first call of a function is slow.
 */
const patienceSeconds = 60;
const pauseMs = 2000;
const timeoutMs = 10_000;

/**
 * Why each check that fails does so, by its name. All begin at once. Takes 10 seconds longer than `seconds` at most. Adds
 * one to the view counter, and one more with each repetition of that check.
 */
export async function smoke(
  deployment: Deployment,
  { seconds = patienceSeconds, report = (_line: string) => {} } = {},
): Promise<Record<string, string>> {
  const end = Date.now() + 1000 * seconds;
  const failures: Record<string, string> = {};
  await Promise.all(
    checks.map(async (check) => {
      let problem = await problemOf(check, deployment);
      while (problem && Date.now() + pauseMs <= end) {
        await sleep(pauseMs);
        problem = await problemOf(check, deployment);
      }
      if (problem) failures[check.name] = problem;
      report(problem ? `not ok - ${check.name}: ${problem}` : `ok - ${check.name}`);
    }),
  );
  return failures;
}

async function problemOf(
  { of, path, headers, status, isRight = () => true }: Check,
  deployment: Deployment,
): Promise<string | undefined> {
  const url = deployment[of].replace(/\/$/, '') + path;
  try {
    const answer = await fetch(url, {
      headers: { 'x-live-test': '1', ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = await answer.text();
    if (answer.status !== status) return `${url} answered ${answer.status}, not ${status}`;
    return isRight(body) ? undefined : `${url} answered ${status} with a wrong body`;
  } catch (error) {
    const { message, cause } = error as Error;
    return `${url}: ${cause instanceof Error ? cause.message : message}`;
  }
}
