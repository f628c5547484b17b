import { AssertionError, fail } from 'node:assert/strict';
import type { Rehearsal } from '../rehearsal.ts';
import { CommandError } from '../run.ts';
import { outputs } from '../stack.ts';

/** The suite that runs after a real deploy, too, over the addresses that the stack gives. */
export async function liveSuite(rehearsal: Rehearsal): Promise<string> {
  const { api, site } = await outputs(rehearsal);
  const env = { API_BASE_URL: api, SITE_URL: site, REHEARSAL: '1' };
  const log = await rehearsal.command('npm', ['run', 'test:live'], env).catch((error) => {
    const failures = error instanceof CommandError && error.output.match(/^ *not ok .*/gm);
    throw failures ? new AssertionError({ message: failures.join('\n') }) : error;
  });
  const [, passed] = /^# \{ total: \d+, pass: (\d+)/m.exec(log) ?? [];
  return passed ? `${passed} assertions` : fail('tap printed no summary');
}
