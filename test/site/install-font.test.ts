import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type Test, test } from 'tap';
import type { Resume } from '../../site/resume/resume.ts';

/** Builds the site of a copy of the sources without installed fonts, where npm reaches no registry. */
async function buildOffline(t: Test, resume: Resume) {
  const root = await mkdtemp(join(tmpdir(), 'fonts-'));
  t.teardown(() => rm(root, { recursive: true }));
  const filter = (path: string) => !/fonts\/node_modules/.test(path);
  for (const folder of ['app', 'public', 'site', 'scripts', 'package.json'])
    await cp(folder, join(root, folder), { recursive: true, filter });
  await symlink(resolve('node_modules'), join(root, 'node_modules'), 'junction');
  await writeFile(join(root, 'public/resume.json'), JSON.stringify(resume));
  const env = {
    ...process.env,
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_cache: join(root, 'cache'),
  };
  const run = promisify(execFile);
  const result = await run(process.execPath, ['scripts/build-site.ts'], { cwd: root, env });
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
  t.strictSame(await readdir(join(root, 'site/pdf/fonts/node_modules')), [], 'nothing is left');
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
