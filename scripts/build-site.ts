import { copyFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openapiDocument } from '../app/openapi.ts';
import { bundleAdmin } from '../site/admin.ts';
import { buildSite } from '../site/build.ts';
import { problemsPage } from '../site/page/problems-page.ts';
import { fontPackages } from '../site/pdf/fonts.ts';
import { type Hosting, hostingOf } from '../site/privacy/hosting.ts';
import { replaceFolder } from '../site/replace-folder.ts';
import { ResumeError } from '../site/resume/problems.ts';
import { licensesText } from './supply/licenses.ts';
import { packagesOf, readPackages } from './supply/packages.ts';
import { writeSbom } from './supply/sbom.ts';

// Builds the site into `--target` and, with `--private`, the PDF of the whole resume into that folder.
// With `--sbom`, it writes `dist/sbom/site.json`: the packages of which site and PDF contain parts.
// With `--show-problems`, the page shows mistakes in the resume as well, and the exit code is 0.
const {
  target,
  private: privateTarget,
  'show-problems': showProblems,
  sbom,
} = parseArgs({
  options: {
    target: { type: 'string', default: 'dist/site' },
    private: { type: 'string' },
    'show-problems': { type: 'boolean', default: false },
    sbom: { type: 'boolean', default: false },
  },
}).values;
const siteUrl = process.env.SITE_URL;
if (siteUrl && !/^https?:$/.test(URL.parse(siteUrl)?.protocol ?? '')) {
  console.error(
    `SITE_URL: "${siteUrl}" is not valid. Expected: an address such as https://example.com.`,
  );
  process.exit(1);
}

let hosting: Hosting;
try {
  hosting = hostingOf(process.env);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

try {
  const bundled = await bundleAdmin();
  const packages = await packagesOf(bundled.inputs);
  const admin = { ...bundled, licenses: licensesText(packages) };
  const openapi = await openapiDocument();
  const options = { source: 'public', target, privateTarget, siteUrl, hosting, admin, openapi };
  for (const warning of await buildSite(options)) console.warn(warning);
  if (sbom) {
    const fonts = await readPackages(fontPackages.map((name) => `node_modules/${name}`));
    await writeSbom('site', [...fonts, ...packages]);
  }
} catch (error) {
  if (!(error instanceof ResumeError)) throw error;
  console.error(error.message);
  if (!showProblems) process.exit(1);
  await showOnPage(error.problems);
}

async function showOnPage(problems: string[]): Promise<void> {
  await replaceFolder(target, async (folder) => {
    await copyFile('public/style.css', `${folder}/problems.css`);
    await writeFile(`${folder}/index.html`, problemsPage(problems, '/problems.css'));
  });
}
