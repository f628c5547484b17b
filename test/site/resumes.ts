import type { Resume } from '../../app/site/resume/resume.ts';

export const minimal: Resume = { basics: { name: 'Jo Li' } };

export const german: Resume = {
  meta: { language: 'de-AT' },
  basics: {
    name: 'Jürgen Müßig',
    label: 'Softwareentwickler',
    email: 'j@example.de',
    phone: '+43 1 1234567',
    location: { city: 'Wien', countryCode: 'AT' },
    summary: 'Ich baue „Dinge“, die halten.',
  },
  work: [
    { name: 'Große GmbH', position: 'Leiter', startDate: '2019-09', summary: 'Führte acht Leute.' },
    {
      name: 'Große GmbH',
      position: 'Entwickler',
      startDate: '2015-09',
      endDate: '2019-09',
      highlights: ['Schrieb die Ablösung des Altsystems.'],
    },
    { name: 'Klein & Söhne', position: 'Werkstudent', startDate: '2013', endDate: '2015' },
  ],
  certificates: [{ name: 'Prüfung', issuer: 'Kammer', date: '2020-02-29' }],
  languages: [{ language: 'Deutsch', fluency: 'Muttersprache' }],
};

export const arabic: Resume = {
  meta: { language: 'ar' },
  basics: {
    name: 'ليلى حسن',
    label: 'مهندسة برمجيات',
    email: 'layla@example.com',
    phone: '+966 11 234 5678',
    location: { city: 'الرياض', countryCode: 'SA' },
    summary: 'أبني أنظمة موثوقة تخدم ملايين المستخدمين، وأعمل بلغة TypeScript منذ عام 2016.',
  },
  work: [
    {
      name: 'شركة النور',
      position: 'مهندسة أولى',
      location: 'الرياض',
      startDate: '2021-03',
      highlights: ['خفض زمن الاستجابة', 'نقل النظام إلى AWS'],
    },
  ],
  skills: [{ name: 'تطوير الويب', level: 'خبيرة', keywords: ['HTML', 'CSS', 'جافاسكربت'] }],
};

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter';
const sentence =
  'Moved the billing platform to events, which cut month-end from nine hours to one.';

/** Fifteen jobs, words of sixty letters, an address of three lines. */
export const crowded: Resume = {
  basics: {
    name: `Maximiliane ${long}`,
    label: `${long}${long}`,
    url: `https://example.com/${'path/'.repeat(30)}${'x'.repeat(150)}`,
    summary: `${long} ${long}${long}`,
  },
  work: Array.from({ length: 15 }, (_, index) => ({
    name: `Company ${index} ${index % 3 ? '' : long}`,
    position: index % 4 ? `Engineer ${index}` : `${long} ${index}`,
    location: index % 5 ? 'Tulsa, OK' : long,
    startDate: `${2024 - index}-09`,
    endDate: `${2025 - index}-09-12`,
    summary: sentence,
    highlights: Array.from({ length: index }, (_, number) => `${number + 1}. ${sentence}`),
  })),
  skills: [{ name: long, level: long, keywords: [long, long] }],
};

const special = String.raw`#let x=1 $a^2$ *b* _c_ @ref <tag> &amp; \n \u{41} "q" 'q' [x](y) ~ -- --- ... // /* */ = - + ${'`'}raw${'`'} https://x.example/?a=1&b=%20#f ; : | {} ${'#{'}}`;

/** Every text is full of what means something to Typst, HTML or Markdown. */
export const hostile: Resume = {
  basics: {
    name: special,
    label: special,
    email: 'a+"b"@example.com',
    url: 'https://example.com/a_b*c*?q=#pagebreak()&x=$1$',
    summary: `${special}\n\n= ${special}\n\n- ${special}`,
    profiles: [{ network: '#link', username: '*x*', url: 'https://example.com/(a)' }],
  },
  work: [
    {
      name: special,
      position: special,
      location: special,
      url: 'https://example.com/"><script>',
      startDate: '2020',
      summary: special,
      highlights: [special, `+ ${special}`, '#', '\\', '*', '$', '<', '@'],
    },
  ],
  projects: [{ name: special, entity: special, keywords: [special], roles: [special] }],
  skills: [{ name: special, level: special, keywords: [special] }],
  references: [{ name: special, reference: special }],
};
