import { overHttp } from '../support/target.ts';

// Every call is marked as a test, also in the log. Together, the calls add at most 5 to the view counter, and
// a few visits.
const headers = { 'x-live-test': '1' };

/** Where the suite runs, from the environment. */
export function live() {
  const { API_BASE_URL = '', SITE_URL, REHEARSAL } = process.env;
  const { API_EMAIL: email, API_PASSWORD: password } = process.env;
  if (!URL.canParse(API_BASE_URL) || (SITE_URL && !URL.canParse(SITE_URL))) {
    console.error('Set where to run: API_BASE_URL=https://… SITE_URL=https://… npm run test:live');
    process.exit(1);
  }
  return {
    API_BASE_URL,
    SITE_URL,
    /** Of a user who can sign in there, to test sign-in as well. */
    credentials: email && password ? { email, password } : undefined,
    /** On a local AWS, the reason to skip tests of what it does not do. */
    notRehearsed: REHEARSAL ? 'a local AWS does not do this' : false,
    api: overHttp(API_BASE_URL, headers),
    site: (url: string) => overHttp(url, headers),
  };
}
