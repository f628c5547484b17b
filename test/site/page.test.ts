import { test } from 'tap';
import { labelsFor } from '../../app/render/labels.ts';
import { line } from '../../app/render/text.ts';
import { resumePage } from '../../site/page/resume-page.ts';
import { outline } from '../../site/resume/outline.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { sections } from '../../site/resume/sections.ts';
import { fold, readHtml } from '../support/html.ts';
import { textsInOrder } from '../support/outline-texts.ts';
import { resumes } from '../support/resumes.ts';

const all: Record<string, Resume> = resumes;

const assets = {
  style: '/style.css',
  fonts: ['/serif.woff2'],
  themeScript: '/theme.js',
  scripts: ['/site.js'],
  icon: '/icon.svg',
};
const render = (resume: Resume) => resumePage(outline(resume), { assets, pdf: '/resume.pdf' });

/** Fields whose text is not on the page as it is: dates, link targets, metadata of the file. */
const notText = new Set(
  '$schema canonical countryCode date endDate image language lastModified releaseDate startDate url version'.split(
    ' ',
  ),
);

function textsOf(value: unknown, key = ''): string[] {
  if (typeof value === 'string') return notText.has(key) ? [] : value.split('\n\n').map(line);
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, key));
  if (typeof value !== 'object' || value === null) return [];
  const isLanguageList = 'fluency' in value && 'language' in value;
  return Object.entries(value).flatMap(([name, item]) =>
    textsOf(item, isLanguageList && name === 'language' ? 'name' : name),
  );
}

function linksOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'url' && typeof item === 'string' && item ? [item] : linksOf(item),
  );
}

for (const [name, resume] of Object.entries(all)) {
  test(`the page of the resume ${name} has every text and every link, and is valid HTML`, (t) => {
    const { text, elements, errors } = readHtml(render(resume));
    t.strictSame(errors, []);
    for (const part of textsOf(resume).filter(Boolean)) t.ok(text.includes(fold(part)), part);
    // In the order of the outline, as the PDF has them.
    let from = 0;
    for (const part of textsInOrder(outline(resume))) {
      const at = text.indexOf(fold(part), from);
      t.ok(at >= 0, part);
      from = at + fold(part).length;
    }
    const hrefs = new Set(elements.map(({ attributes }) => attributes.href));
    const { meta, ...shown } = resume;
    for (const url of linksOf(shown)) t.ok(hrefs.has(url), url);
    t.end();
  });
}

test('dates keep their precision, in the text and in datetime', (t) => {
  const { text, elements } = readHtml(render(resumes.everything));
  for (const period of [
    'Mar 2021 – Present',
    '2019 – 2020',
    'Jan 2019 – Jan 2020',
    'Nov 1, 2014',
  ]) {
    t.ok(text.includes(period), period);
  }
  const times = elements.filter(({ name }) => name === 'time');
  const datetimes = times.map(({ attributes }) => attributes.datetime);
  for (const date of ['2021-03', '2019', '2014-11-01', '2021-11'])
    t.ok(datetimes.includes(date), date);
  t.end();
});

test('consecutive positions at one company have one heading', (t) => {
  const { elements } = readHtml(render(resumes.everything));
  const headings = elements.filter(({ name }) => /^h[34]$/.test(name));
  t.strictSame(
    headings.slice(1, 4).map(({ name, text }) => `${name} ${fold(text)}`),
    ['h3 Same company', 'h4 Second position', 'h4 First position'],
  );
  t.end();
});

test('an employer with several positions has the span of all of them', (t) => {
  const job = (startDate?: string, endDate?: string) => ({ name: 'A', startDate, endDate });
  for (const [jobs, span] of [
    [[job('2021-03'), job('2019', '2021-03')], '2019 – now'],
    [[job('2020', '2022'), job('2018-05', '2020')], 'May 2018 – 2022'],
    // Whoever comes back: the last end is not that of the first entry.
    [[job('2018', '2019'), job('2020', '2021')], '2018 – 2021'],
    [[job('2020', '2021'), job(undefined, '2019')], undefined],
    [[job(), job()], undefined],
  ] as const) {
    const [company] =
      sections({ work: jobs as Resume['work'] & object }, 'en', labelsFor('en'))[0]?.entries ?? [];
    const { start, end, ongoing = false } = company?.period ?? {};
    const text = start && `${start.text} – ${ongoing ? 'now' : end?.text}`;
    t.equal(text, span, JSON.stringify(jobs));
  }
  t.end();
});

test('the date of a certificate has no day', (t) => {
  const certificates = [{ name: 'C', date: '2024-02-12' }];
  const { text } = readHtml(render({ basics: { name: 'A' }, certificates }));
  t.match(text, 'Feb 2024');
  t.end();
});

test('skills come first, and terms that are short share lines', (t) => {
  const { elements } = readHtml(render(resumes.sample));
  const found = elements.filter(({ name }) => name === 'section');
  const classes = Object.fromEntries(
    found.map(({ attributes }) => [attributes['aria-labelledby'], attributes.class]),
  );
  t.equal(Object.keys(classes)[0], 'skills');
  t.match(classes, { skills: 'terms', languages: 'terms brief', interests: 'terms brief' });
  t.end();
});

test('absent fields and sections leave no elements', (t) => {
  const { elements, text } = readHtml(render({ basics: { name: 'A' } }));
  const blocks = elements.filter(({ name }) => ['section', 'nav', 'p', 'li'].includes(name));
  t.strictSame(
    blocks.map(({ name, text }) => [name, fold(text)]),
    [
      ['p', 'Download PDF'],
      ['p', 'Visitors, counted once a day: —'],
      ['p', 'Privacy'],
    ],
  );
  t.equal(text, 'A Download PDF Visitors, counted once a day: — Privacy Dark');
  t.end();
});

test('only a phone number has the direction of its digits', (t) => {
  const { elements } = readHtml(
    render({
      basics: { ...resumes.arabic.basics, phone: '+962 6 555 0123' },
      meta: { language: 'ar' },
    }),
  );
  const links = elements.filter(({ attributes }) => attributes.dir === 'ltr');
  t.strictSame(
    links.map(({ text }) => text),
    ['+962 6 555 0123'],
  );
  t.end();
});

const footers = [
  [undefined, 'Visitors, counted once a day: —', '/api/v1/visitors/count'],
  ['visitors', 'Visitors, counted once a day: —', '/api/v1/visitors/count'],
  ['views', 'Visit —', '/api/count'],
  ['off', undefined, undefined],
] as const;
for (const [counter, text, from] of footers) {
  test(`the footer of a resume with the counter ${counter} is: ${text}`, (t) => {
    const meta = counter && { meta: { counter } };
    const { elements } = readHtml(render({ basics: { name: 'A' }, ...meta }));
    const footer = elements.find(({ name }) => name === 'footer');
    const words = fold(footer?.text ?? '').replace(/ ?Privacy Dark$/, '');
    const number = elements.find(({ attributes }) => attributes.id === 'visitor-count');
    t.equal(words || undefined, text);
    t.equal(number?.attributes['data-from'], from);
    t.end();
  });
}

test('the page has the language, labels and direction of the resume', (t) => {
  for (const [name, lang, dir, words] of [
    ['german', 'de', 'ltr', ['Berufserfahrung', 'Mai 2019 – heute', 'Deutschland']],
    ['arabic', 'ar', 'rtl', ['الخبرة العملية', 'الأردن', 'الآن']],
    ['sample', 'en', 'ltr', ['Experience', 'Seattle, Washington']],
  ] as const) {
    const { elements, text } = readHtml(render(all[name] ?? {}));
    const html = elements.find((element) => element.name === 'html');
    t.match(html?.attributes, { lang, dir });
    for (const word of words) t.ok(text.includes(word), word);
  }
  t.end();
});

const nasty = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</script><script>alert(1)</script>',
  '<!-- --> ]]> </title></style>',
  '&lt;b&gt; &amp; &#60;',
  '**bold** [link](javascript:alert(1)) `code`',
  `\${alert(1)} {{alert(1)}} #{x} !\${y}`,
  '👩‍💻 emoji 🇩🇪',
  'zero\u200bwidth\ufeff and \u202eturned\u202c and \u2066isolated\u2069',
  'bell\u0007 null\u0000 escape\u001b and tab\tin line',
];

test('no text of a resume becomes markup', (t) => {
  const elementsOf = (text: string) =>
    readHtml(render(fill(resumes.everything, text))).elements.map(({ name }) => name);
  const harmless = elementsOf('harmless');
  for (const text of nasty) {
    const { text: shown, elements, errors } = readHtml(render(fill(resumes.everything, text)));
    t.strictSame(errors, [], text);
    t.strictSame(elementsOf(text), harmless, text);
    t.ok(shown.includes(fold(line(text))), text);
    t.notMatch(shown, /[[\p{Cc}\p{Cf}]--[\u200d]]/v, text);
    for (const { attributes } of elements) {
      t.notOk(Object.keys(attributes).some((name) => name.startsWith('on')));
      t.notMatch(attributes.href ?? '', /^\s*(javascript|data|vbscript):/i);
    }
  }
  t.end();
});

function isRestricted(key: string): boolean {
  return notText.has(key) || key === 'email' || key === 'phone';
}

/** `value` with `text` in place of every text that the schema does not restrict. */
function fill<T>(value: T, text: string, key = ''): T {
  if (typeof value === 'string') return (isRestricted(key) ? value : text) as T;
  if (Array.isArray(value)) return value.map((item) => fill(item, text, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, fill(item, text, name)]),
  ) as T;
}
