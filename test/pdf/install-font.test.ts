import { mkdir, readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'tap';
import { fontSets } from '../../site/pdf/font-sets.ts';
import { siteCopy } from '../support/site-copy.ts';

const install = `
  import { fontSets } from './site/pdf/font-sets.ts';
  import { installFont } from './site/pdf/install-font.ts';
  await installFont(fontSets.find(({ id }) => id === 'hebr'));
`;

test('a font is installed once, also by two builds at the same time', async (t) => {
  const { root, node } = await siteCopy(t, { basics: { name: 'דנה לוי' } });
  const old = join(root, 'node_modules/.cache/fonts/hebr-0000000000');
  await mkdir(old, { recursive: true });
  await utimes(old, new Date(0), new Date(0));
  const run = () => node(['--input-type=module', '-e', install]);
  for (const { stdout, stderr } of await Promise.all([run(), run()])) {
    t.equal(stdout, 'Installing the font for Hebrew, 1 MB, once …\n');
    t.equal(stderr, '');
  }
  const installed = await readdir(join(root, 'node_modules/.cache/fonts'));
  t.equal(installed.length, 1);
  t.match(installed, [/^hebr-[0-9a-f]{10}$/]);
  t.equal((await node(['scripts/build-site.ts'])).stdout, '');

  const font = `${installed[0]}/node_modules/${fontSets.find(({ id }) => id === 'hebr')?.files[0]}`;
  await rm(join(root, 'node_modules/.cache/fonts', font));
  t.match((await run()).stdout, /^Installing/, 'a font without a file is installed again');
  t.ok((await readdir(join(root, 'dist/site'))).includes('דנה-לוי-resume.pdf'));
});
