import { test } from 'tap';
import { outline } from '../../site/resume/outline.ts';
import type { Resume } from '../../site/resume/resume.ts';
import type { Entry } from '../../site/resume/sections.ts';

const url = 'https://www.example.org/a/';
const linked = (text: string) => ({ text, href: url });
const entryOf = (resume: Resume) => outline(resume).sections[0]?.entries[0];

const single: [what: string, resume: Resume, title: object, by: object][] = [
  ['a job without a company', { work: [{ position: 'P', url }] }, linked('P'), { text: '' }],
  ['a job without a position', { work: [{ name: 'N', url }] }, linked('N'), { text: '' }],
  ['a job with both', { work: [{ position: 'P', name: 'N', url }] }, { text: 'P' }, linked('N')],
  ['a job with nothing else', { work: [{ url }] }, linked('example.org/a'), { text: '' }],
  ['volunteering without a place', { volunteer: [{ position: 'P', url }] }, linked('P'), {}],
  ['a school without a name', { education: [{ area: 'A', url }] }, linked('A'), { text: '' }],
  ['a certificate without a name', { certificates: [{ issuer: 'I', url }] }, linked('I'), {}],
  ['a publication without a name', { publications: [{ publisher: 'P', url }] }, linked('P'), {}],
  ['a project of nobody', { projects: [{ highlights: ['H'], url }] }, linked('example.org/a'), {}],
  ['a project of a company', { projects: [{ entity: 'E', url }] }, linked('E'), { text: '' }],
];

for (const [what, resume, title, by] of single) {
  test(`the link of ${what} is shown`, (t) => {
    const entry = entryOf(resume);
    t.strictSame(entry?.title, title);
    t.match(entry?.by, by);
    t.end();
  });
}

const positions = (...urls: (string | undefined)[]): [Entry['title'] | undefined, ...unknown[]] => {
  const entry = entryOf({
    work: urls.map((url, i) => ({
      name: 'N',
      ...(i > 0 && { position: `P${i}` }),
      ...(url && { url }),
    })),
  });
  return [entry?.title, ...(entry?.entries ?? []).map(({ title }) => title)];
};

test('positions at one company keep the links that differ from the company’s', (t) => {
  const other = 'https://example.org/b';
  t.strictSame(positions(url, other, url), [
    linked('N'),
    { text: 'P1', href: other },
    { text: 'P2' },
  ]);
  t.strictSame(positions(undefined, url), [linked('N'), { text: 'P1' }]);
  t.end();
});
