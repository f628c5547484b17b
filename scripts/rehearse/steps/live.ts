import type { Rehearsal } from '../rehearsal.ts';
import { outputs } from '../stack.ts';

/** The suite that runs after a real deploy, too, over the addresses that the stack gives. */
export async function liveSuite(rehearsal: Rehearsal): Promise<string> {
  const { api, site } = await outputs(rehearsal);
  const log = await rehearsal.command('npm', ['run', 'test:live'], {
    API_BASE_URL: api,
    SITE_URL: site,
    REHEARSAL: '1',
  });
  const [, passed] = /^# \{ total: \d+, pass: (\d+)/m.exec(log) ?? [];
  if (!passed) throw new Error(`tap printed no summary.\n${log}`);
  return `${passed} assertions`;
}
