import { overHttp } from '../support/target.ts';

// Every call says that it is a test: the log marks it, and the app counts no visitor, view of content or goal. Together,
// the calls add at most 5 to the view counter, as `GET /count` adds one, whoever calls.
const mark = { 'x-live-test': '1' };

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
    /** On a local AWS, whose numbers nobody reads, the calls count, so that the suite checks that as well. */
    marked: !REHEARSAL,
    api: overHttp(API_BASE_URL, REHEARSAL ? {} : mark),
    site: (url: string) => overHttp(url, mark),
  };
}
