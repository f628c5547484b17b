import type { Labels } from './type.ts';

export const de: Labels = {
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
  visit: 'Besuch {n}',
  darkTheme: 'Dunkel',
  lightTheme: 'Hell',
  notFound: 'Hier ist keine Seite.',
  home: 'Zum Lebenslauf',
  comma: ', ',
};
