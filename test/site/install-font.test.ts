import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Test, test } from 'tap';
import type { Resume } from '../../site/resume/resume.ts';
import { siteCopy } from '../support/site-copy.ts';

/** Builds the site where npm reaches no registry. */
async function buildOffline(t: Test, resume: Resume) {
  const { root, node } = await siteCopy(t, resume);
  const result = await node(['scripts/build-site.ts'], {
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_cache: join(root, 'cache'),
  });
  return { ...result, root, site: await readdir(join(root, 'dist/site')) };
}
test('without a network, the build goes on without a PDF and says why', async (t) => {
  const { stdout, stderr, site, root } = await buildOffline(t, {
    basics: { name: 'דנה לוי', label: 'מהנדסת ענן' },
    meta: { language: 'he' },
  });
  t.equal(stdout, 'Installing the font for Hebrew, 1 MB, once …\n');
  t.equal(
    stderr,
    'public/resume.json: there is no PDF: the font for Hebrew cannot be installed (npm ci failed with ECONNREFUSED). Build again with access to npm.\n',
  );
  t.strictSame(
    site.filter((file) => file.endsWith('.pdf')),
    [],
  );
  t.ok(site.includes('index.html'));
  t.strictSame(await readdir(join(root, 'node_modules/.cache/fonts')), [], 'nothing is left');
});

test('without a network, the PDF of a resume with a few Hebrew words leaves them out', async (t) => {
  const { stderr, site } = await buildOffline(t, {
    basics: { name: 'Dana Levi', label: 'Cloud engineer' },
    languages: [{ language: 'עב' }, { language: 'English, a bit of French' }],
  });
  t.match(
    stderr,
    /^public\/resume\.json: the PDF leaves out ע ב: the font for Hebrew cannot be installed \(.*\n$/,
  );
  t.ok(site.includes('Dana-Levi-resume.pdf'));
});
