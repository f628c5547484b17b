import { test } from 'tap';
import { readResume } from '../../site/resume/read.ts';

test('fields of older schemas are read under the names of today', (t) => {
  const warnings: string[] = [];
  const old = {
    bio: {
      name: 'A',
      picture: 'a.jpg',
      website: 'https://a.example',
      location: { city: 'C', state: 'S' },
    },
    work: [
      { company: 'W', website: 'https://w.example', companyDescription: 'D' },
      { company: 'X', name: '' },
    ],
    volunteer: [{ name: 'V', website: 'https://v.example' }],
    education: [{ institution: 'E', gpa: '1.0' }],
    awards: [{ title: 'T', awardDate: '2012' }],
    publications: [{ name: 'P', website: 'https://p.example' }],
    languages: [{ name: 'L', level: 'F' }],
    projects: [{ name: 'J', summary: 'M', tech: ['K'] }],
    hobbies: [{ name: 'H' }],
  };
  t.strictSame(readResume(JSON.stringify(old, null, 1), 'r.json', warnings), {
    basics: {
      name: 'A',
      image: 'a.jpg',
      url: 'https://a.example',
      location: { city: 'C', region: 'S' },
    },
    work: [{ name: 'W', url: 'https://w.example', description: 'D' }, { name: 'X' }],
    volunteer: [{ organization: 'V', url: 'https://v.example' }],
    education: [{ institution: 'E', score: '1.0' }],
    awards: [{ title: 'T', date: '2012' }],
    publications: [{ name: 'P', url: 'https://p.example' }],
    languages: [{ language: 'L', fluency: 'F' }],
    projects: [{ name: 'J', description: 'M', keywords: ['K'] }],
    interests: [{ name: 'H' }],
  });
  t.match(warnings, [
    "r.json:2: bio was read as basics, its name in today's schema.",
    ...Array(3).fill(String),
    "r.json:13: work[0].company was read as name, its name in today's schema. The same in line 18.",
  ]);
  t.equal(warnings.length, 17);
  t.end();
});

test('where an entry has the old and the new name, the new one is read, and the other one is not lost silently', (t) => {
  const warnings: string[] = [];
  const job = '{"company":"Old",\n"name":"New","website":"https://b.example"}';
  const same = '{"company":"Same","name":"Same "}';
  const source = `{"basics":{"name":"A"},"work":[${job},${same}]}`;
  t.strictSame(readResume(source, 'r.json', warnings).work, [
    { name: 'New', url: 'https://b.example' },
    { name: 'Same' },
  ]);
  t.strictSame(warnings, [
    'r.json:1: work[0].company is not shown ("Old"): line 2 gives name, as today\'s schema calls it.',
    "r.json:2: work[0].website was read as url, its name in today's schema.",
  ]);
  t.end();
});
