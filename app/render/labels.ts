/** The words that a page has beside its content. `{count}`, at the end, stands for the number. */
export interface Labels {
  work: string;
  volunteer: string;
  education: string;
  projects: string;
  awards: string;
  certificates: string;
  publications: string;
  skills: string;
  languages: string;
  interests: string;
  references: string;
  now: string;
  pdf: string;
  contact: string;
  visits: string;
  darkTheme: string;
  lightTheme: string;
  notFound: string;
  home: string;
  /** Separates the items of a list. */
  comma: string;
}

const en: Labels = {
  work: 'Experience',
  volunteer: 'Volunteering',
  education: 'Education',
  projects: 'Projects',
  awards: 'Awards',
  certificates: 'Certificates',
  publications: 'Publications',
  skills: 'Skills',
  languages: 'Languages',
  interests: 'Interests',
  references: 'References',
  now: 'now',
  pdf: 'Download PDF',
  contact: 'Contact',
  visits: 'You are visit {count}',
  darkTheme: 'Dark',
  lightTheme: 'Light',
  notFound: 'There is no page here.',
  home: 'To the resume',
  comma: ', ',
};

const de: Labels = {
  work: 'Berufserfahrung',
  volunteer: 'Ehrenamt',
  education: 'Ausbildung',
  projects: 'Projekte',
  awards: 'Auszeichnungen',
  certificates: 'Zertifikate',
  publications: 'Veröffentlichungen',
  skills: 'Kenntnisse',
  languages: 'Sprachen',
  interests: 'Interessen',
  references: 'Referenzen',
  now: 'heute',
  pdf: 'PDF herunterladen',
  contact: 'Kontakt',
  visits: 'Das ist Besuch {count}',
  darkTheme: 'Dunkel',
  lightTheme: 'Hell',
  notFound: 'Hier ist keine Seite.',
  home: 'Zum Lebenslauf',
  comma: ', ',
};

const ar: Labels = {
  work: 'الخبرة العملية',
  volunteer: 'العمل التطوعي',
  education: 'التعليم',
  projects: 'المشاريع',
  awards: 'الجوائز',
  certificates: 'الشهادات',
  publications: 'المنشورات',
  skills: 'المهارات',
  languages: 'اللغات',
  interests: 'الاهتمامات',
  references: 'المراجع',
  now: 'الآن',
  pdf: 'تنزيل PDF',
  contact: 'التواصل',
  visits: 'هذه هي الزيارة رقم {count}',
  darkTheme: 'داكن',
  lightTheme: 'فاتح',
  notFound: 'لا توجد صفحة هنا.',
  home: 'إلى السيرة الذاتية',
  comma: '، ',
};

const translations: Record<string, Labels> = { en, de, ar };

/** The words in `language` (BCP 47); English if there is no translation. */
export function labelsFor(language: string): Labels {
  return translations[new Intl.Locale(language).language] ?? en;
}
