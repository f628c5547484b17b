import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'tap';
import { buildSite } from '../../site/build.ts';
import { published } from '../../site/resume/published.ts';
import { readResume } from '../../site/resume/read.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { privateResume, privateTexts, publicTexts, textOf } from '../support/private-resume.ts';
import { resumes } from '../support/resumes.ts';

test('by default, only street and postal code are private', (t) => {
  const { everything } = resumes;
  const shown = published(everything);
  const { address, postalCode, ...location } = everything.basics?.location ?? {};
  t.strictSame(shown, { ...everything, basics: { ...everything.basics, location } });
  t.strictSame(published({}), {});
  t.end();
});

const hiding: [names: string[], left: Resume][] = [
  [['phone'], { basics: { name: 'A', email: 'a@a.example' }, skills: [{ name: 'S' }] }],
  [['basics.email', 'basics.phone'], { basics: { name: 'A' }, skills: [{ name: 'S' }] }],
  [['skills'], { basics: { name: 'A', email: 'a@a.example', phone: '1' } }],
  // What the resume does not have may be private too.
  [
    ['work', 'url', 'address', 'location.postalCode', 'basics.location.address'],
    { basics: { name: 'A', email: 'a@a.example', phone: '1' }, skills: [{ name: 'S' }] },
  ],
];

for (const [names, left] of hiding) {
  test(`"private": ${JSON.stringify(names)} leaves the rest`, (t) => {
    const source = JSON.stringify({
      basics: { name: 'A', email: 'a@a.example', phone: '1' },
      skills: [{ name: 'S' }],
      meta: { version: '1', private: names },
    });
    t.strictSame(published(readResume(source, 'resume.json')), { ...left, meta: { version: '1' } });
    t.end();
  });
}

test('no file of the site has a private text; the private PDF has them all', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'site-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const [source, target, privateTarget] = ['public', 'site', 'private'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await cp('public', source, { recursive: true });
  await writeFile(join(source, 'resume.json'), JSON.stringify(privateResume));
  const siteUrl = 'https://resume.example';
  const warnings = await buildSite({ source, target, privateTarget, siteUrl });
  t.strictSame(warnings, [], 'what is private is not lost');

  const files = await readdir(target, { recursive: true, withFileTypes: true });
  const names = files.filter((file) => file.isFile() && !/\.(br|gz)$/.test(file.name));
  t.ok(names.some(({ name }) => name === 'Every-Thing-resume.pdf'));
  for (const { parentPath, name } of names) {
    const text = await textOf(name, await readFile(join(parentPath, name)));
    for (const secret of privateTexts) t.notOk(text.includes(secret), `${name}: ${secret}`);
    if (!/^(index\.html|.*\.pdf)$/.test(name) || parentPath !== target) continue;
    for (const words of publicTexts) t.ok(text.includes(words), `${name}: ${words}`);
  }
  const whole = 'Every-Thing-resume.pdf';
  const text = await textOf(whole, await readFile(join(privateTarget, whole)));
  for (const words of [...privateTexts, ...publicTexts]) t.ok(text.includes(words), words);
});
