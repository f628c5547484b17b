import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { buildSite } from '../site/build.ts';
import { problemsPage } from '../site/page/problems-page.ts';
import { ResumeError } from '../site/resume/problems.ts';

// With `--show-problems`, the page shows mistakes in the resume as well, and the exit code is 0.
const showProblems = process.argv.includes('--show-problems');
const target = 'dist/site';
const siteUrl = process.env.SITE_URL;
if (siteUrl && !/^https?:$/.test(URL.parse(siteUrl)?.protocol ?? '')) {
  console.error(
    `SITE_URL: "${siteUrl}" is not valid. Expected: an address such as https://example.com.`,
  );
  process.exit(1);
}

try {
  const warnings = await buildSite({ source: 'public', target, siteUrl });
  for (const warning of warnings) console.warn(warning);
} catch (error) {
  if (!(error instanceof ResumeError)) throw error;
  console.error(error.message);
  if (!showProblems) process.exit(1);
  await showOnPage(error.problems);
}

async function showOnPage(problems: string[]): Promise<void> {
  await mkdir(target, { recursive: true });
  await copyFile('public/style.css', `${target}/problems.css`);
  await writeFile(`${target}/index.new`, problemsPage(problems, '/problems.css'));
  for (const ending of ['br', 'gz']) await rm(`${target}/index.html.${ending}`, { force: true });
  await rename(`${target}/index.new`, `${target}/index.html`);
}
