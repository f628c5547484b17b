import jsonResumeSample from '@jsonresume/schema/sample.resume.json' with { type: 'json' };
import type { Resume } from '../../site/resume/resume.ts';
import sample from './sample-resume.json' with { type: 'json' };

const smallest: Resume = { basics: { name: 'A' } };

/** Every section and property of the schema. Each text is unique. */
const everything: Resume = {
  basics: {
    name: 'Every Thing',
    label: 'Basics label',
    email: 'every@thing.example',
    phone: '+49 30 901820',
    url: 'https://every.example',
    summary: 'Summary, first paragraph.\n\nSummary, second paragraph.',
    location: {
      address: 'Address 1',
      postalCode: '10178',
      city: 'Location city',
      countryCode: 'DE',
      region: 'Location region',
    },
    profiles: [
      { network: 'Network', username: 'username', url: 'https://network.example/username' },
      { network: 'Network without link', username: 'somebody' },
      { url: 'https://only-a-link.example/path' },
    ],
  },
  work: [
    {
      name: 'Work name',
      location: 'Work location',
      description: 'Work description',
      position: 'Work position',
      url: 'https://work.example',
      startDate: '2021-03-15',
      summary: 'Work summary',
      highlights: ['Work highlight 1', 'Work highlight 2'],
    },
    { name: 'Same company', position: 'Second position', startDate: '2019', endDate: '2020' },
    { name: 'Same company', position: 'First position', startDate: '2018', endDate: '2019' },
    { name: 'Company without position' },
    { position: 'Position without company' },
  ],
  volunteer: [
    {
      organization: 'Volunteer organization',
      position: 'Volunteer position',
      url: 'https://volunteer.example',
      startDate: '2015-01',
      endDate: '2016-02',
      summary: 'Volunteer summary',
      highlights: ['Volunteer highlight'],
    },
  ],
  education: [
    {
      institution: 'Education institution',
      url: 'https://education.example',
      area: 'Education area',
      studyType: 'Study type',
      startDate: '2010',
      endDate: '2014',
      score: '3.9',
      courses: ['Course 101', 'Course 102'],
    },
  ],
  awards: [
    { title: 'Award title', date: '2014-11-01', awarder: 'Awarder', summary: 'Award summary' },
  ],
  certificates: [
    {
      name: 'Certificate name',
      date: '2021-11',
      url: 'https://certificate.example',
      issuer: 'Certificate issuer',
    },
  ],
  publications: [
    {
      name: 'Publication name',
      publisher: 'Publisher',
      releaseDate: '2014-10-01',
      url: 'https://publication.example',
      summary: 'Publication summary',
    },
  ],
  skills: [{ name: 'Skill name', level: 'Skill level', keywords: ['Skill keyword', 'HTML'] }],
  languages: [{ language: 'Language name', fluency: 'Fluency' }],
  interests: [{ name: 'Interest name', keywords: ['Interest keyword'] }],
  references: [{ name: 'Reference name', reference: 'Reference text' }],
  projects: [
    {
      name: 'Project name',
      description: 'Project description',
      highlights: ['Project highlight'],
      keywords: ['Project keyword'],
      startDate: '2019-01-11',
      endDate: '2020-01-11',
      url: 'https://project.example',
      roles: ['Project role'],
      entity: 'Project entity',
      type: 'Project type',
    },
  ],
  meta: { canonical: 'https://every.example/resume.json', version: 'v1.0.0', language: 'en' },
};

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

const fifteenJobs: Resume = {
  basics: {
    name: `Maximiliane-Friederike von ${longWord}`,
    label: `Senior Principal Staff Reliability Engineer and Head of ${longWord}`,
    email: `maximiliane.friederike@${longWord.toLowerCase().replace('ä', 'ae').slice(0, 60)}.example`,
    url: `https://example.com/${'a-very-long-path/'.repeat(8)}`,
  },
  work: Array.from({ length: 15 }, (_, i) => ({
    name: i % 4 === 0 ? `${longWord} ${i}` : `Company ${i}`,
    position: i % 3 === 0 ? `Deputy assistant manager of ${longWord} ${i}` : `Engineer ${i}`,
    url: `https://example.com/${'path/'.repeat(20)}${i}`,
    startDate: `${2024 - i}-01`,
    ...(i > 0 && { endDate: `${2024 - i}-12` }),
    summary: `Job ${i}: ${'what one did there, in many words that go on and on. '.repeat(3)}`,
    highlights: [`Highlight ${i} with ${longWord.slice(0, 60)}`, `Another highlight ${i}`],
  })),
};

const german: Resume = {
  basics: {
    name: 'Jörg Weißmüller',
    label: 'Softwareentwickler für verteilte Systeme',
    email: 'joerg@weissmueller.example',
    phone: '+49 30 901820',
    summary: 'Ich baue Systeme, die auch dann noch zählen, wenn „nichts mehr geht“.',
    location: { city: 'Köln', countryCode: 'DE' },
    profiles: [{ network: 'GitHub', username: 'weissmueller', url: 'https://github.com/weiss' }],
  },
  work: [
    {
      name: 'Großhandel Süd GmbH & Co. KG',
      position: 'Leitender Entwickler',
      location: 'Köln',
      startDate: '2019-05',
      highlights: [
        'Übertragung der Bestellannahme in die Cloud',
        'Einführung von Übungen für Ausfälle',
      ],
    },
    {
      name: 'Bürobedarf Österreicher',
      position: 'Entwickler',
      startDate: '2014-12',
      endDate: '2019-04',
      summary: 'Pflege der Lagerverwaltung.',
    },
  ],
  education: [
    {
      institution: 'Technische Universität Dresden',
      area: 'Informatik',
      studyType: 'Diplom',
      startDate: '2008',
      endDate: '2014-03',
    },
  ],
  skills: [{ name: 'Sprachen', keywords: ['TypeScript', 'Rust'] }],
  languages: [{ language: 'Deutsch', fluency: 'Muttersprache' }],
  meta: { language: 'de' },
};

const arabic: Resume = {
  basics: {
    name: 'ليلى الحداد',
    label: 'مهندسة سحابة',
    email: 'layla@example.com',
    summary: 'أبني أنظمة تعمل بهدوء، وأراقبها حتى لا يضطر أحد إلى ذلك.',
    location: { city: 'عمّان', countryCode: 'JO' },
    profiles: [{ network: 'GitHub', username: 'layla', url: 'https://github.com/layla' }],
  },
  work: [
    {
      name: 'شركة الميناء',
      position: 'مهندسة سحابة أولى',
      location: 'عمّان',
      startDate: '2020-02',
      summary: 'مسؤولة عن المنصة كلها من الشيفرة إلى التشغيل.',
      highlights: ['نقل الخدمات إلى AWS Lambda', 'خفض التكلفة الشهرية إلى النصف'],
    },
  ],
  education: [
    {
      institution: 'الجامعة الأردنية',
      area: 'علم الحاسوب',
      studyType: 'بكالوريوس',
      startDate: '2012',
      endDate: '2016',
    },
  ],
  languages: [
    { language: 'العربية', fluency: 'اللغة الأم' },
    { language: 'الإنجليزية', fluency: 'متقدمة' },
  ],
  meta: { language: 'ar' },
};

const special = String.raw`#let x=1 $a^2$ *b* _c_ @ref <tag> &amp; \n \u{41} "q" 'q' [x](y) ~ -- --- ... // /* */ = - + ${'`'}raw${'`'} https://x.example/?a=1&b=%20#f ; : | {} ${'#{'}}`;

/** Every text is full of characters with a meaning in Typst, HTML or Markdown. */
const hostile: Resume = {
  basics: {
    name: special,
    label: special,
    email: 'a+b@example.com',
    url: 'https://example.com/a_b*c*?q=#pagebreak()&x=$1$',
    summary: `${special}\n\n= ${special}\n\n- ${special}`,
    profiles: [{ network: '#link', username: '*x*', url: 'https://example.com/(a)' }],
  },
  work: [
    {
      name: special,
      position: special,
      location: special,
      url: 'https://example.com/%22%3E%3Cscript%3E',
      startDate: '2020',
      summary: special,
      highlights: [special, `+ ${special}`, '#', '\\', '*', '$', '<', '@'],
    },
  ],
  projects: [{ name: special, entity: special, keywords: [special], roles: [special] }],
  skills: [{ name: special, level: special, keywords: [special] }],
  references: [{ name: special, reference: special }],
};

/** Resumes of many kinds, for tests of the page and the PDF. */
export const resumes = {
  /** `public/resume.json` as this project brings it; forks replace that file. */
  sample,
  smallest,
  everything,
  fifteenJobs,
  german,
  arabic,
  hostile,
  jsonResumeSample,
} satisfies Record<string, Resume>;
