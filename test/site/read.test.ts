import { readFile } from 'node:fs/promises';
import { test } from 'tap';
import { ResumeError } from '../../site/resume/problems.ts';
import { readResume } from '../../site/resume/read.ts';
import { resumes } from '../support/resumes.ts';

test('a resume that fits the schema is read', async (t) => {
  for (const [name, resume] of Object.entries(resumes)) {
    t.ok(readResume(JSON.stringify(resume), 'resume.json').basics?.name, name);
  }
  t.ok(readResume(await readFile('public/resume.json', 'utf8'), 'resume.json'), 'the sample');
});

test('blank fields and nulls count as absent', (t) => {
  const source = `{"basics":{"name":"A","url":"","email":null,"phone":"\u200b "},
    "work":[{"name":"B","endDate":" "}]}`;
  t.strictSame(readResume(source, 'resume.json'), {
    basics: { name: 'A' },
    work: [{ name: 'B' }],
  });
  t.end();
});

test('half a character is shown as a question mark', (t) => {
  const source = '{"basics":{"name":"A \\ud83d B"}}';
  t.equal(readResume(source, 'resume.json').basics?.name, 'A \ufffd B');
  t.end();
});

test('the schema for the editor may be a file beside the resume', (t) => {
  const source = '{"$schema":"./resume.schema.json","basics":{"name":"A"}}';
  t.ok(readResume(source, 'resume.json'));
  t.end();
});

test('texts are trimmed before they are validated', (t) => {
  const source = `{"basics":{"name":" A ","email":"a@b.example ","url":"\u200bhttps://a.example\\n"},
    "work":[{"startDate":" 2019-03\\t"}]}`;
  t.strictSame(readResume(source, 'resume.json'), {
    basics: { name: 'A', email: 'a@b.example', url: 'https://a.example' },
    work: [{ startDate: '2019-03' }],
  });
  t.end();
});

const basics = (fields: string) => `{\n  "basics": { "name": "A", ${fields} }\n}`;
const work = (fields: string) => `{ "basics": { "name": "A" },\n  "work": [{ ${fields} }]\n}`;

const mistakes: [string, string, RegExp][] = [
  ['an empty file', '', /^resume\.json:1: this is not JSON\. /],
  ['half a file', '{\n  "basics": {\n', /^resume\.json:\d: this is not JSON\. /],
  ['a comma too many', '{\n  "work": [],\n}', /^resume\.json:3: this is not JSON\. /],
  [
    'a list for the resume',
    '[]',
    /^resume\.json:1: the whole must be a group of fields in \{ \}, not \[\]$/,
  ],
  [
    'a resume without a name',
    '{"basics":{}}',
    /^resume\.json:1: basics\.name is missing: whose resume is it\?$/,
  ],
  ['a blank name', '{"basics":{"name":" \u200b"}}', /basics\.name is missing/],
  [
    'a javascript URL',
    basics('"url": "javascript:alert(1)"'),
    /^resume\.json:2: basics\.url must be an address/,
  ],
  [
    'a data URL',
    basics('"url": "data:text/html,x"'),
    /basics\.url must be an address that begins with/,
  ],
  ['a link without a scheme', basics('"url": "example.com"'), /not "example\.com"$/],
  [
    'quotes in a link',
    basics('"url": "https://a.example/\\"x"'),
    /basics\.url must be an address without ", not/,
  ],
  [
    'a link without end',
    basics(`"url": "https://a.example/${'b'.repeat(8000)}"`),
    /basics\.url must be an address of at most 8000 characters, not/,
  ],
  [
    'a blank in a link',
    basics('"url": "https://a.example/b c"'),
    /basics\.url must be an address without blanks, not "https:\/\/a\.example\/b c"$/,
  ],
  [
    'a placeholder in a link',
    basics('"url": "https://a.example/<user>"'),
    /basics\.url must be an address without <, not/,
  ],
  [
    'a link to no host',
    basics('"url": "https://a.example:x"'),
    /basics\.url must be an address with a valid host, not/,
  ],
  [
    'an invalid e-mail address',
    basics('"email": "x"'),
    /basics\.email must be an e-mail address, not "x"$/,
  ],
  [
    'a number for a text',
    basics('"label": 5'),
    /basics\.label must be text in quotation marks, not 5$/,
  ],
  [
    'an object for a list',
    basics('"profiles": {}'),
    /basics\.profiles must be a list in \[ \], not \{\}$/,
  ],
  ['null in a list', work('"highlights": [null]'), /work\[0\]\.highlights\[0\] must be text/],
  [
    'words for a date',
    work('"startDate": "March 2021"'),
    /^resume\.json:2: work\[0\]\.startDate must be a date such as 2021, 2021-03 or 2021-03-15, not "March 2021"$/,
  ],
  [
    'a thirteenth month',
    work('"startDate": "2021-13"'),
    /startDate is not in the calendar: "2021-13"$/,
  ],
  ['30 February', work('"startDate": "2021-02-30"'), /startDate is not in the calendar/],
  [
    'an end before its start',
    work('"startDate": "2021-05", "endDate": "2020"'),
    /work\[0\]\.endDate is before startDate/,
  ],
  [
    'an unknown counter',
    '{"basics":{"name":"A"},\n"meta":{"counter":"visits"}}',
    /^resume\.json:2: meta\.counter must be visitors, views, off, not "visits"$/,
  ],
  [
    'views that are no yes or no',
    '{"basics":{"name":"A"},"meta":{"views":"yes"}}',
    /meta\.views must be true or false, not "yes"$/,
  ],
  ['a counter in capitals', '{"basics":{"name":"A"},"meta":{"counter":"Off"}}', /not "Off"$/],
  ['a counter that is no text', '{"basics":{"name":"A"},"meta":{"counter":false}}', /not false$/],
  [
    'an unknown language',
    '{"basics":{"name":"A"},"meta":{"language":"x_y"}}',
    /meta\.language must be a language tag such as en, de or ar/,
  ],
  [
    'something private that is no list',
    '{"basics":{"name":"A"},\n"meta":{"private":"phone"}}',
    /^resume\.json:2: meta\.private must be a list in \[ \], such as \["phone", "references"\]$/,
  ],
  [
    'a misspelt private property',
    '{"basics":{"name":"A"},\n"meta":{"private":["email",\n"basics.phnoe"]}}',
    /^resume\.json:3: meta\.private\[1\] must be a property of basics or a section, not "basics\.phnoe"; did you mean phone\?$/,
  ],
  [
    'an unknown private property',
    '{"basics":{"name":"A"},"meta":{"private":["shoe size"]}}',
    /meta\.private\[0\] must be a property of basics or a section, not "shoe size"$/,
  ],
  [
    'a private number',
    '{"basics":{"name":"A"},"meta":{"private":[1]}}',
    /meta\.private\[0\] must be text in quotation marks$/,
  ],
  [
    'a private name',
    '{"basics":{"name":"A"},"meta":{"private":["name"]}}',
    /meta\.private\[0\] cannot be the name: the page needs one$/,
  ],
  [
    'a misspelt meta.private',
    '{"basics":{"name":"A"},"meta":{"privat":["phone"]}}',
    /meta\.privat is not known; did you mean private\?$/,
  ],
  [
    'a text for meta.index',
    '{"basics":{"name":"A"},"meta":{"index":"no"}}',
    /meta\.index must be true or false$/,
  ],
  [
    'pages that are no list',
    '{"basics":{"name":"A"},\n"meta":{"pages":"blog"}}',
    /^resume\.json:2: meta\.pages must be a list in \[ \], such as \["blog", "projects"\]$/,
  ],
  [
    'a misspelt page',
    '{"basics":{"name":"A"},\n"meta":{"pages":["blog",\n"project"]}}',
    /^resume\.json:3: meta\.pages\[1\] must be blog, projects, certifications, not "project"; did you mean projects\?$/,
  ],
  [
    'an unknown page',
    '{"basics":{"name":"A"},"meta":{"pages":["shop"]}}',
    /meta\.pages\[0\] must be blog, projects, certifications, not "shop"$/,
  ],
  [
    'a page that is no text',
    '{"basics":{"name":"A"},"meta":{"pages":[{}]}}',
    /meta\.pages\[0\] must be blog, projects, certifications, not \{\}$/,
  ],
  ['__proto__', '{"__proto__":{"basics":{"name":"A"}}}', /basics\.name is missing/],
  [
    'a file of another schema',
    '{"person":{"name":"A"}}',
    /basics\.name is missing: whose resume is it\? Its fields must be those of https:\/\/jsonresume/,
  ],
  [
    'a job that goes on',
    work('"endDate": "Present"'),
    /^resume\.json:2: work\[0\]\.endDate is "Present": leave endDate out for a job that goes on$/,
  ],
  [
    'the last one of two fields of one name',
    work('"position": 1,\n"position": 2'),
    /^resume\.json:3: work\[0\]\.position must be .*, not 2\n.*:2: work\[0\]\.position is not shown/,
  ],
  [
    'lists in lists without end',
    work(`"highlights": ${'['.repeat(10_000)}${']'.repeat(10_000)}`),
    /^resume\.json:2: lists and groups are nested over 50 deep/,
  ],
  ['a list that is never closed', '['.repeat(200_000), /^resume\.json:1: this is not JSON\. /],
  [
    'control characters where no JSON can be',
    '{\n"basics": \u001b[31m\n}',
    /^resume\.json:\d: this is not JSON\. \P{Cc}+$/u,
  ],
  [
    'a file of a megabyte',
    basics(`"summary": "${'a'.repeat(2 ** 20)}"`),
    /^resume\.json: this is over 1 MB/,
  ],
];

for (const [what, source, message] of mistakes) {
  test(`the error for ${what} says file, line, field and what is expected`, (t) => {
    const error = t.throws(() => readResume(source, 'resume.json')) as Error;
    t.type(error, ResumeError);
    t.match(error.message, message);
    t.ok(error.message.length < 300, `${error.message.length} characters`);
    t.end();
  });
}

test('an end given as a year is not before a month of that year', (t) => {
  const source = work('"startDate": "2021-05", "endDate": "2021"');
  t.ok(readResume(source, 'resume.json'));
  t.end();
});

test('one error lists all mistakes, up to twenty', (t) => {
  const jobs = Array.from({ length: 50 }, () => '{"startDate":"x"}').join();
  const source = `{"basics":{"name":"A","email":"x"},"work":[${jobs}]}`;
  const error = t.throws(() => readResume(source, 'resume.json')) as unknown as ResumeError;
  t.equal(error.problems.length, 21);
  t.equal(error.problems.at(-1), 'resume.json: 31 more like these.');
  t.end();
});

test('words that say that a job goes on are known in many languages', (t) => {
  for (const word of [
    'now',
    'PRESENT',
    '(current)',
    'heute',
    "Aujourd'hui",
    'actualidad',
    'Atual',
    'oggi',
    'по настоящее время',
    'н.в.',
    '至今',
    '現在',
    '현재',
    'الآن',
    'حالياً',
    'היום',
    'वर्तमान',
    'ปัจจุบัน',
    'günümüz',
    'σήμερα',
  ]) {
    const source = work(`"endDate": ${JSON.stringify(word)}`);
    t.throws(() => readResume(source, 'resume.json'), { message: /leave endDate out/ }, word);
  }
  for (const word of ['soon', '2021/03', '-', 'May 2021']) {
    const source = work(`"endDate": ${JSON.stringify(word)}`);
    t.throws(() => readResume(source, 'resume.json'), { message: /must be a date such as/ }, word);
  }
  t.end();
});

test('a resume of 200 jobs is read', (t) => {
  const jobs = Array.from({ length: 200 }, (_, i) => `{"name":"Company ${i}"}`).join();
  const warnings: string[] = [];
  const resume = readResume(`{"basics":{"name":"A"},"work":[${jobs}]}`, 'resume.json', warnings);
  t.equal(resume.work?.length, 200);
  t.strictSame(warnings, []);
  t.end();
});
