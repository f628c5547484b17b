import { smoke } from './checks.ts';

// node test/smoke/smoke.ts [seconds]: exits with 1 if the deployment at SITE_URL and API_BASE_URL fails a check, and
// still does so after that time. Needs no package, so that little but the deployment can fail it.
const { SITE_URL = '', API_BASE_URL = '' } = process.env;
const [seconds] = process.argv.slice(2).map(Number);

if (URL.canParse(SITE_URL) && URL.canParse(API_BASE_URL)) {
  const options = { report: console.log, ...(seconds !== undefined && { seconds }) };
  const failures = await smoke({ SITE_URL, API_BASE_URL }, options);
  process.exitCode = Object.keys(failures).length > 0 ? 1 : 0;
} else {
  console.error('Set where to run: API_BASE_URL=https://… SITE_URL=https://… npm run test:smoke');
  process.exitCode = 1;
}
