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

test('empty fields count as absent, and unknown fields are ignored', (t) => {
  const source =
    '{"basics":{"name":"A","url":"","email":null,"shoeSize":43},"pets":[{"name":"Rex"}]}';
  t.match(readResume(source, 'resume.json').basics, { name: 'A', url: undefined });
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
  ['quotes in a link', basics('"url": "https://a.example/\\"x"'), /basics\.url must be an address/],
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
    'an unknown language',
    '{"basics":{"name":"A"},"meta":{"language":"x_y"}}',
    /meta\.language must be a language tag such as en, de or ar/,
  ],
  ['__proto__', '{"__proto__":{"basics":{"name":"A"}}}', /basics\.name is missing/],
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
  t.equal(error.problems.length, 20);
  t.end();
});
