import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { test } from 'tap';
import { fontNames, nameText } from '../../site/sfnt.ts';
import { build } from '../support/built-site.ts';
import { resumes } from '../support/resumes.ts';

/** The texts in a font's table of names, by their ids. */
async function names(file: string): Promise<[id: number, text: string][]> {
  const font = await subsetFont(await readFile(file), 'e', { targetFormat: 'sfnt' });
  return fontNames(font).map((name) => [name.id, nameText(name)]);
}

test('the site has the license of its fonts and the notice of their authors', async (t) => {
  const { target } = await build(t);
  const assets = join(target, 'assets');
  const [file = ''] = (await readdir(assets)).filter((name) => /^OFL-\w+\.txt$/.test(name));
  const text = await readFile(join(assets, file), 'utf8');
  t.match(text, 'SIL OPEN FONT LICENSE Version 1.1');
  t.match(text, 'The requirement for fonts to\nremain under this license does not apply');
  t.match(text, /^© 2014 - 2021 Adobe .* with Reserved Font Name ‘Source’\.$/m);
  t.match(text, /^Copyright 2014 The Source Serif 4 Project Authors/m);
});

test('no font of the site bears the name that its authors reserve', async (t) => {
  const { target, read } = await build(t, { resume: resumes.everything });
  const files = await readdir(join(target, 'assets'));
  const fonts = files.filter((file) => file.endsWith('.woff2'));
  t.ok(fonts.length >= 2);
  for (const font of fonts) {
    const all = await names(join(target, 'assets', font));
    const notice = all.filter(([id]) => id === 0);
    t.match(notice.join(), 'with Reserved Font Name ‘Source’', 'the notice stays');
    const rest = all.filter(([id]) => id !== 0);
    t.ok(rest.some(([id, text]) => id === 1 && text.startsWith('Resume Serif 4')));
    t.ok(rest.some(([id, text]) => id === 6 && text.startsWith('ResumeSerif4-')));
    t.notMatch(rest.join('\n'), /source/i, font);
  }
  for (const style of files.filter((file) => file.endsWith('.css'))) {
    const css = await read(`assets/${style}`);
    t.match(css, 'Resume Serif');
    t.notMatch(css, /source serif/i);
  }
});
