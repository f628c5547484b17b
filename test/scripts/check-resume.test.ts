import { execFile } from 'node:child_process';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Test, test } from 'tap';
import { checkResume } from '../../scripts/check-resume/check.ts';
import { extractors } from '../../scripts/check-resume/extractors.ts';
import { deadLinks } from '../../scripts/check-resume/links.ts';
import { readBack } from '../../scripts/check-resume/read-back.ts';
import { written } from '../../scripts/check-resume/written.ts';
import { buildSite } from '../../site/build.ts';
import { outline } from '../../site/resume/outline.ts';
import type { Resume } from '../../site/resume/resume.ts';
import { resumes } from '../support/resumes.ts';

const resume: Resume = {
  basics: { name: 'Ada Example', summary: 'Builds office software.' },
  work: [
    {
      position: 'Engineer',
      name: 'Mill',
      startDate: '2020',
      endDate: '2021',
      summary: 'Kept it running.',
    },
  ],
  interests: [{ name: 'Tools', keywords: ['Rust', 'C++'] }],
};
const whole = `Ada Example
Builds office software.
Experience
2020 – 2021 Engineer
Mill
Kept it running.
1/2
Interests
Tools Rust, C++
Ada Example · 2/2`;

test('a text with everything in its place has no findings', (t) => {
  for (const text of [
    whole,
    whole.replaceAll('\n', '\r\n\r\n'),
    whole.replace('office', 'o\ufb03ce'),
    whole.replace('Mill', '• Mill \u200b'),
  ]) {
    t.strictSame(readBack(written(outline(resume)), text), {
      words: { found: 17, all: 17 },
      headings: { found: 2, all: 2 },
      dates: { found: 1, all: 1 },
      findings: [],
    });
  }
  t.end();
});

for (const [what, from, to, findings] of [
  ['a line is lost', 'Kept it running.\n', '', ['lost: Kept it running']],
  ['two words are joined', 'it running', 'itrunning', ['glued: it running']],
  ['a word is in two parts', 'running', 'run ning', ['split: running']],
  ['a sign is lost', 'C++', 'C', ['lost: C++']],
  ['a line is elsewhere', /Mill\n(.*)$/s, '$1\nMill', ['moved: Mill']],
  ['a heading shares its line', 'Interests\n', 'Interests ', ['heading not alone: Interests']],
  [
    'a heading is after its section',
    'Interests\nTools Rust, C++',
    'Tools Rust, C++\nInterests',
    ['moved: Interests', 'heading not alone: Interests'],
  ],
  [
    'a date has its own line',
    '2021 Engineer',
    '2021\nEngineer',
    ['date without title: 2020 – 2021'],
  ],
  [
    'a date is glued to its title',
    '2021 Engineer',
    '2021Engineer',
    ['glued: 2021 Engineer', 'date without title: 2020 – 2021'],
  ],
] as const) {
  test(`it finds that ${what}`, (t) => {
    const text = whole.replace(from, to);
    t.not(text, whole);
    const found = readBack(written(outline(resume)), text).findings;
    t.strictSame(
      found.map(({ fate, text: words }) => `${fate}: ${words}`),
      findings,
    );
    t.end();
  });
}

async function site(t: Test, own: Resume) {
  const folder = t.testdir({ public: {} });
  const source = join(folder, 'public');
  await cp('public', source, { recursive: true });
  await writeFile(join(source, 'resume.json'), JSON.stringify(own));
  await buildSite({ source, target: join(folder, 'site') });
  return {
    source: join(source, 'resume.json'),
    site: join(folder, 'site'),
    // Those that every machine has.
    extractors: extractors.slice(0, 1),
    online: false,
  };
}

test('a resume passes, and programs that are missing are named', async (t) => {
  const check = await site(t, resume);
  const missing = { name: 'other', missing: async () => 'a thing', extract: async () => '' };
  const { report, isGood } = await checkResume({
    ...check,
    extractors: [...check.extractors, missing],
  });
  t.match(report.join('\n'), /Not used: other, which needs a thing\./);
  t.ok(isGood, report.join('\n'));
  t.match(report[0], /Ada-Example-resume\.pdf: 1 page$/);
  t.match(report.join('\n'), /\| pdf\.js +\| 17 of 17 +\| 2 of 2 +\| 1 of 1 /);
});

test('words that are not in the PDF are findings, each with the programs', async (t) => {
  const check = await site(t, resume);
  const changed = JSON.stringify(resume).replace('Mill', 'Windmill');
  await writeFile(check.source, changed);
  const { report, isGood } = await checkResume(check);
  t.notOk(isGood);
  t.match(report.join('\n'), /\nlost: Windmill \(pdf\.js/);
});

test('right-to-left text does not fail, as most programs reorder it', async (t) => {
  const { report, isGood } = await checkResume(await site(t, resumes.arabic));
  t.ok(isGood);
  t.match(report.join('\n'), /right-to-left/);
});

test('a last page with few lines is a warning', async (t) => {
  for (const [items, expected] of [
    [46, /: 2 pages\n.*\nPage 2 has only \d lines?: shorten the resume by these\.$/s],
    [70, /: 2 pages\n(?!.*Page 2)/s],
    [5, /: 1 page\n(?!.*Page 1)/s],
  ] as const) {
    const highlights = Array.from({ length: items }, (_, i) => `Item ${i}`);
    const check = await site(t, {
      basics: { name: 'Ada' },
      work: [{ position: 'Engineer', highlights }],
    });
    t.match((await checkResume(check)).report.join('\n'), expected);
  }
});

test('without a PDF it says so', async (t) => {
  const check = await site(t, resume);
  await rm(join(check.site, 'Ada-Example-resume.pdf'));
  await t.rejects(checkResume(check), /There is no .*Ada-Example-resume\.pdf/);
});

test('links that do not answer are named, only when asked', async (t) => {
  const asked: string[] = [];
  const server = createServer(({ url = '', method }, response) => {
    asked.push(`${method} ${url}`);
    const status = { '/ok': 200, '/get': method === 'GET' ? 200 : 405, '/robot': 999 }[url];
    response.writeHead(status ?? 404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const at = (path: string) => `http://127.0.0.1:${port}${path}`;
  t.strictSame(await deadLinks([at('/ok'), at('/get'), at('/robot'), at('/gone')]), [
    `${at('/robot')} answers 999 to programs: open it in a browser.`,
    `${at('/gone')} answers 404.`,
  ]);

  const linked: Resume = {
    ...resume,
    basics: { ...resume.basics, url: at('/ok') },
    work: [
      { name: 'Mill', position: 'Engineer', url: at('/gone') },
      { name: 'Mill', position: 'Trainee' },
    ],
  };
  const check = await site(t, linked);
  asked.length = 0;
  const offline = await checkResume(check);
  t.ok(offline.isGood, offline.report.join('\n'));
  t.strictSame(asked, []);
  const { report, isGood } = await checkResume({ ...check, online: true });
  t.notOk(isGood);
  t.equal(report.at(-1), `${at('/gone')} answers 404.`);
  t.strictSame(asked.sort(), ['HEAD /gone', 'HEAD /ok']);

  await new Promise((resolve) => server.close(resolve));
  t.strictSame(await deadLinks([at('/ok')]), [`${at('/ok')} does not answer: ECONNREFUSED.`]);
});

test('npm run check-resume checks the site that it builds', async (t) => {
  const { 'check-resume': command } = JSON.parse(await readFile('package.json', 'utf8')).scripts;
  t.equal(command, 'node scripts/build-site.ts && node scripts/check-resume.ts');
  const script = join(process.cwd(), 'scripts/check-resume.ts');
  const cwd = t.testdir();
  const source = join(cwd, 'public');
  await cp('public', source, { recursive: true });
  await cp('test/support/sample-resume.json', join(source, 'resume.json'));
  const run = () => promisify(execFile)(process.execPath, [script], { cwd });
  await t.rejects(run(), { code: 1, stderr: 'There is no dist/site/Maren-Okafor-resume.pdf.\n' });
  await buildSite({ source, target: join(cwd, 'dist/site') });
  t.match((await run()).stdout, /Maren-Okafor-resume\.pdf: 2 pages\n/);
});
