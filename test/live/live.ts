import { overHttp } from '../support/target.ts';

// Every call says what it is, and the log repeats that. Together they add at most 5 to the view counter, and a few visits.
const headers = { 'x-live-test': '1' };

/** Where the suite runs, by the environment. */
export function live() {
  const { API_BASE_URL = '', SITE_URL, REHEARSAL } = process.env;
  const { API_EMAIL: email, API_PASSWORD: password } = process.env;
  if (!URL.canParse(API_BASE_URL) || (SITE_URL && !URL.canParse(SITE_URL))) {
    console.error('Say where: API_BASE_URL=https://… SITE_URL=https://… npm run test:live');
    process.exit(1);
  }
  return {
    API_BASE_URL,
    SITE_URL,
    /** Of somebody who may sign in there, to try that, too. */
    credentials: email && password ? { email, password } : undefined,
    /** A local AWS: a reason not to test what it does not do. */
    notRehearsed: REHEARSAL ? 'a local AWS does not do this' : false,
    api: overHttp(API_BASE_URL, headers),
    site: (url: string) => overHttp(url, headers),
  };
}
