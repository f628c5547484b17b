import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'tap';
import { resumePage } from '../../site/page/resume-page.ts';
import { outline } from '../../site/resume/outline.ts';
import { ResumeError } from '../../site/resume/problems.ts';
import { readResume } from '../../site/resume/read.ts';
import { resumes } from '../support/resumes.ts';

const assets = { style: '', fonts: [], themeScript: '', scripts: [], icon: '' };
const source = JSON.stringify(resumes.everything, null, 1);

/** Checks that a file is shown or refused, with at most 21 messages of one short line each. */
function isShownOrRefused(file: string | Uint8Array): void {
  const messages: string[] = [];
  try {
    resumePage(outline(readResume(file, 'r.json', messages)), { assets, pdf: '/r.pdf' });
  } catch (error) {
    if (!(error instanceof ResumeError)) throw error;
    messages.push(...error.problems);
  }
  assert.ok(messages.length <= 21);
  for (const message of messages) {
    assert.ok(message.length < 500, message);
    assert.match(message, /^r\.json(:\d+)?: \P{Cc}+$/u);
  }
}

/** Puts `value` in place of the `n`th value in `inside`, counted from its end. */
function replace(inside: object, n: number, value: unknown): void {
  const places: [object, string][] = [];
  const collect = (group: object) => {
    for (const [name, field] of Object.entries(group)) {
      places.push([group, name]);
      if (typeof field === 'object' && field !== null) collect(field);
    }
  };
  collect(inside);
  const [group, name] = places.at(-(n % places.length) - 1) ?? [inside, ''];
  Object.assign(group, { [name]: value });
}

const odd = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constantFrom('', ' ', '\u0000', 'Present', '2021', 'https://a.example', '__proto__', -1, {}),
);

test('a resume with any value in any place is shown or refused', (t) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 5 }), (changes) => {
      const resume = JSON.parse(source);
      for (const [n, value] of changes) replace(resume, n, value);
      isShownOrRefused(JSON.stringify(resume));
    }),
    { numRuns: 500 },
  );
  t.end();
});

test('a file with any bytes in any place is shown or refused', (t) => {
  const bytes = Buffer.from(source);
  fc.assert(
    fc.property(
      fc.nat(bytes.length),
      fc.uint8Array({ maxLength: 5 }),
      fc.nat(9),
      (at, put, cut) => {
        isShownOrRefused(Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + cut)]));
      },
    ),
    { numRuns: 500 },
  );
  t.end();
});
