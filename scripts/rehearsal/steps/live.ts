import { AssertionError, fail } from 'node:assert/strict';
import { owner } from '../auth-client.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { CommandError } from '../run.ts';
import { outputs } from '../stack.ts';

/** Runs what decides whether a release stays, over the addresses of the stack. */
export async function smokeTest(rehearsal: Rehearsal, seconds = 60): Promise<string> {
  const { api, site } = await outputs(rehearsal);
  const addresses = { API_BASE_URL: api, SITE_URL: site };
  const log = await rehearsal.command('npm', ['run', 'test:smoke', '--', `${seconds}`], addresses);
  return `${log.match(/^ok - /gm)?.length} checks`;
}

/** Runs the same suite as after a real deploy, over the addresses of the stack, signed in as the owner. */
export async function liveSuite(rehearsal: Rehearsal): Promise<string> {
  const { api, site } = await outputs(rehearsal);
  const { email, password } = owner;
  const addresses = { API_BASE_URL: api, SITE_URL: site };
  const env = { ...addresses, API_EMAIL: email, API_PASSWORD: password, REHEARSAL: '1' };
  const log = await rehearsal.command('npm', ['run', 'test:live'], env).catch((error) => {
    const failures = error instanceof CommandError && error.output.match(/^ *not ok .*/gm);
    throw failures ? new AssertionError({ message: failures.join('\n') }) : error;
  });
  const [, passed] = /^# \{ total: \d+, pass: (\d+)/m.exec(log) ?? [];
  return passed ? `${passed} assertions` : fail('tap printed no summary');
}
