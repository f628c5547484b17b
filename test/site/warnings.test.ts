import { test } from 'tap';
import { readResume } from '../../site/resume/read.ts';

/** The warnings for a resume whose second line has these fields. */
function warningsFor(fields: string): string[] {
  const warnings: string[] = [];
  readResume(`{"basics":{"name":"A"},\n${fields}}`, 'r.json', warnings);
  return warnings;
}

const lost: [what: string, fields: string, warning: string][] = [
  [
    'a misspelt field',
    '"work":[{"name":"B","postion":"Baker"}]',
    'r.json:2: work[0].postion is not shown ("Baker"): did you mean position?',
  ],
  [
    'letters that changed places',
    '"education":[{"instiutition":"C"}]',
    'r.json:2: education[0].instiutition is not shown ("C"): did you mean institution?',
  ],
  [
    'letters of a short name that changed places',
    '"awards":[{"titel":"C"}]',
    'r.json:2: awards[0].titel is not shown ("C"): did you mean title?',
  ],
  [
    'a section in capitals',
    '"Projects":[{"name":"C","url":"https://c.example"}]',
    'r.json:2: Projects is not shown (2 texts): did you mean projects?',
  ],
  [
    'another style of names',
    '"work":[{"start_date":"2019"}]',
    'r.json:2: work[0].start_date is not shown ("2019"): did you mean startDate?',
  ],
  [
    'another word',
    '"experience":[{"name":"C"}]',
    'r.json:2: experience is not shown ("C"): did you mean work?',
  ],
  [
    'a longer name',
    '"projects":[{"projectName":"C"}]',
    'r.json:2: projects[0].projectName is not shown ("C"): did you mean name?',
  ],
  [
    'a field that no resume has',
    '"interests":[{"name":"C","fee":12.5}]',
    'r.json:2: interests[0].fee is not shown ("12.5"): JSON Resume has no field of this name here.',
  ],
  [
    'a field of another section',
    '"awards":[{"title":"C","issuer":"D"}]',
    'r.json:2: awards[0].issuer is not shown ("D"): JSON Resume has no field of this name here.',
  ],
  [
    'an unknown group, with all in it',
    '"pets":{"cats":[{"name":"C"},{"name":"D"}],"dogs":1}',
    'r.json:2: pets is not shown (3 texts): JSON Resume has no field of this name here.',
  ],
  [
    'a misspelt setting of ours',
    '"meta":{"Language":"de","theme":"even"}',
    'r.json:2: meta.Language is not shown ("de"): did you mean language?',
  ],
  [
    'a setting of ours in another word',
    '"meta":{"lang":"de"}',
    'r.json:2: meta.lang is not shown ("de"): did you mean language?',
  ],
  [
    'a field that is there twice',
    '"work":[{"name":"C",\n"name":"D"}]',
    'r.json:2: work[0].name is not shown ("C"): line 3 gives name again.',
  ],
  [
    'a section that is there twice',
    '"skills":[{"name":"C"}],\n"skills":[]',
    'r.json:2: skills is not shown ("C"): line 3 gives skills again.',
  ],
  [
    'a name with a meaning in JavaScript',
    '"constructor":{"a":"C"}',
    'r.json:2: constructor is not shown ("C"): JSON Resume has no field of this name here.',
  ],
];

for (const [what, fields, warning] of lost) {
  test(`the warning for ${what} says line, path, text and what to do`, (t) => {
    t.strictSame(warningsFor(fields), [warning]);
    t.end();
  });
}

test('what has no text to lose gives no warning', (t) => {
  for (const fields of [
    '"pets":[],"a":{},"b":null,"c":" ","d":true',
    '"work":[{"name":"B","name":"B"}]',
    '"$schema":"https://schema.example","meta":{"theme":"even","version":"1","x":{"y":"z"}}',
  ]) {
    t.strictSame(warningsFor(fields), [], fields);
  }
  t.end();
});

test('a field that several entries have is one warning with all lines', (t) => {
  const jobs = Array.from({ length: 14 }, (_, i) => `{"mood":"${i}"}`).join(',\n');
  const [warning, ...others] = warningsFor(`"work":[${jobs}]`);
  t.strictSame(others, []);
  t.equal(
    warning,
    'r.json:2: work[0].mood is not shown ("0"): JSON Resume has no field of this name here. ' +
      'The same in lines 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 3 more.',
  );
  t.end();
});

test('there are at most twenty warnings and one that counts the others: losses before old names', (t) => {
  const unknown = Array.from({ length: 19 }, (_, i) => `"unknown ${i}":"lost"`).join();
  const warnings = warningsFor(`"hobbies":[{"name":"H"}],${unknown},"work":[{"company":"C"}],
    "languages":[{"name":"L"}]`);
  t.equal(warnings.length, 21);
  t.ok(warnings.slice(0, 19).every((warning) => warning.includes('is not shown')));
  t.match(warnings[19], /hobbies was read as interests/);
  t.equal(warnings[20], 'r.json: 2 more like these.');
  t.end();
});

test('names and texts of any length and kind give one short line', (t) => {
  const text = JSON.stringify(`\u001b[2J\n\u202e${'x'.repeat(100_000)}`);
  const deep = `${'{"a":'.repeat(40)}"b"${'}'.repeat(40)}`;
  for (const fields of [
    `${text}:${text}`,
    `${text}:"a",${text}:"b"`,
    `"work":[{${text}:${deep}}]`,
  ]) {
    const [warning = '', ...others] = warningsFor(fields);
    t.ok(warning.length < 300 && others.every(({ length }) => length < 300));
    t.notMatch(warning, /[\p{Cc}\u202e]/u);
  }
  t.end();
});
