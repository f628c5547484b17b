import { readdir, readFile } from 'node:fs/promises';
import { test } from 'tap';
import { parse } from 'yaml';
import { layout } from '../../app/render/content/layout.ts';
import { labelsFor, translations } from '../../app/render/labels.ts';
import { manifest } from '../../site/manifest.ts';
import { de } from '../../site/privacy/de.ts';
import { en } from '../../site/privacy/en.ts';
import { defaultHosting, hostingOf } from '../../site/privacy/hosting.ts';
import { privacyPage } from '../../site/privacy/page.ts';
import { outline } from '../../site/resume/outline.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { attributesOf, build } from '../support/built-site.ts';
import { readHtml } from '../support/html.ts';
import { privateResume, privateTexts } from '../support/private-resume.ts';

const assets = {
  style: '/a.css',
  fonts: [],
  themeScript: '/t.js',
  scripts: ['/s.js'],
  icon: '/i.svg',
};
const basics = { name: 'Ada Muster', email: 'ada@example.com' };

/** The page of a resume, without a build. */
function pageOf(resume: Resume, hosting = defaultHosting) {
  const shown = outline(resume);
  return readHtml(privacyPage(shown, manifest(shown, { assets, noindex: false }), hosting));
}

const linksToPrivacy = (page: ReturnType<typeof readHtml>) =>
  attributesOf(page, 'a').filter(({ href }) => href === '/privacy/').length;

test('the built site has the page, and every page links to it', async (t) => {
  const { page, read } = await build(t);
  t.equal(linksToPrivacy(page), 1);
  const privacy = readHtml(await read('privacy/index.html'));
  t.equal(linksToPrivacy(privacy), 1);
  const site = JSON.parse(await read('site.json'));
  const rendered = readHtml(layout(site, { title: 'Blog', description: '' }, ''));
  t.equal(linksToPrivacy(rendered), 1, 'those that the app renders');
});

test('with "privacy": false, there is no page and no link', async (t) => {
  const { page, read, target } = await build(t, { resume: { basics, meta: { privacy: false } } });
  t.equal(linksToPrivacy(page), 0);
  t.notOk((await readdir(target)).includes('privacy'));
  const site = JSON.parse(await read('site.json'));
  t.equal(linksToPrivacy(readHtml(layout(site, { title: 'Blog', description: '' }, ''))), 0);
});

test('a wrong or misspelt "privacy" stops the build', async (t) => {
  for (const meta of [
    '{ "privacy": ["phone"] }',
    '{ "privcy": false }',
    '{ "privace": ["phone"] }',
  ]) {
    await t.rejects(build(t, { resume: `{ "basics": { "name": "A" }, "meta": ${meta} }` }), meta);
  }
});

test('the page runs no script, loads only style, fonts and icon, and has an outline', async (t) => {
  const { read } = await build(t);
  const page = readHtml(await read('privacy/index.html'));
  t.strictSame(attributesOf(page, 'script'), []);
  t.strictSame(attributesOf(page, 'style'), []);
  t.notOk(page.elements.some(({ attributes }) => 'style' in attributes));
  const levels = page.elements.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? [name] : []));
  t.equal(levels[0], 'h1');
  t.ok(levels.length > 6 && levels.slice(1).every((level) => level === 'h2'));
  for (const name of ['header', 'main', 'footer'])
    t.equal(attributesOf(page, name).length, 1, name);
});

test('the page names the owner and what the resume shows, and nothing that is private', async (t) => {
  const { read } = await build(t, { resume: privateResume });
  const text = await read('privacy/index.html');
  for (const secret of privateTexts) t.notOk(text.includes(secret), secret);
  const shown = pageOf({ basics });
  for (const words of ['Ada Muster', 'ada@example.com']) t.ok(shown.text.includes(words), words);
  t.notOk(shown.text.includes(en.noContact));
  t.ok(pageOf({ basics: { name: 'A' } }).text.includes(en.noContact));
});

test('the page is in the language of the resume if it is translated, and else in English', (t) => {
  for (const [tag, lang, words] of [
    ['de-AT', 'de-AT', de.controller],
    ['en-GB', 'en-GB', en.controller],
    ['ja', 'en', en.controller],
    ['ar', 'en', en.controller],
  ] as const) {
    const page = pageOf({ basics, meta: { language: tag } });
    t.match(attributesOf(page, 'html'), [{ lang, dir: 'ltr' }], tag);
    t.ok(page.text.includes(words), tag);
    t.ok(page.text.includes(labelsFor(lang).privacy), tag);
  }
  t.equal(new Set(Object.values(translations).map(({ privacy }) => privacy)).size > 8, true);
  t.end();
});

test('what the page says follows from the deployment and the counter, in each language', (t) => {
  for (const { parts } of [en, de]) {
    const text = (more = {}) =>
      JSON.stringify(parts({ ...defaultHosting, counter: 'visitors', ...more }));
    t.match(text(), /\b7 (days|Tagen)/);
    t.match(text({ logDays: 1 }), /one day|einem Tag\b/);
    t.match(text({ breakdownDays: 400 }), '400');
    t.notMatch(text(), /X-Ray/);
    t.match(text({ traces: true }), /X-Ray/);
    t.match(text({ region: 'eu-central-1' }), 'eu-central-1');
    const counters = ['visitors', 'views', 'off'].map((counter) => text({ counter }));
    t.equal(new Set(counters).size, 3);
  }
  const shapes = [en, de].map(({ parts }) =>
    parts({ ...defaultHosting, counter: 'views', traces: true }).map(
      (part) => part.paragraphs.length,
    ),
  );
  t.strictSame(shapes[1], shapes[0], 'the same paragraphs in both languages');
  t.end();
});

test('the defaults are those of the template', async (t) => {
  const { Parameters } = parse(await readFile('template.yaml', 'utf8'), {
    logLevel: 'silent',
    maxAliasCount: -1,
  });
  t.strictSame(hostingOf({}), defaultHosting);
  t.strictSame(defaultHosting, {
    logDays: Parameters.LogRetentionDays.Default,
    breakdownDays: Parameters.BreakdownDays.Default,
    traces: Parameters.Tracing.Default === 'on',
  });
  const { Default: logDays, AllowedValues } = Parameters.LogRetentionDays;
  const { Default: breakdownDays } = Parameters.BreakdownDays;
  const row = (await readFile('docs/configuration.md', 'utf8'))
    .split('\n')
    .find((line) => line.includes('`LOG_RETENTION_DAYS`'));
  t.match(row, `\`${logDays}\`, \`${breakdownDays}\`, \`${Parameters.Tracing.Default}\`, none`);
  for (const days of AllowedValues)
    t.equal(hostingOf({ LOG_RETENTION_DAYS: `${days}` }).logDays, days);
  t.match(hostingOf({ BREAKDOWN_DAYS: '30', TRACING: 'on', AWS_REGION: 'eu-north-1' }), {
    breakdownDays: 30,
    traces: true,
    region: 'eu-north-1',
  });
});

for (const [name, value] of [
  ['LOG_RETENTION_DAYS', '0'],
  ['LOG_RETENTION_DAYS', 'x'],
  ['BREAKDOWN_DAYS', '-1'],
  ['BREAKDOWN_DAYS', '3651'],
  ['TRACING', 'yes'],
  ['AWS_REGION', '<b>'],
] as const) {
  test(`${name}=${value} is rejected`, (t) => {
    t.throws(() => hostingOf({ [name]: value }), new RegExp(`^Error: ${name}|${name}:`));
    t.end();
  });
}
