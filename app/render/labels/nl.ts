import type { Labels } from './type.ts';

export const nl: Labels = {
  work: 'Werkervaring',
  volunteer: 'Vrijwilligerswerk',
  education: 'Opleiding',
  projects: 'Projecten',
  awards: 'Prijzen',
  certificates: 'Certificaten',
  publications: 'Publicaties',
  skills: 'Vaardigheden',
  languages: 'Talen',
  interests: 'Interesses',
  references: 'Referenties',
  now: 'heden',
  pdf: 'PDF downloaden',
  contact: 'Contact',
  visit: 'Bezoek {n}',
  darkTheme: 'Donker',
  lightTheme: 'Licht',
  notFound: 'Deze pagina bestaat niet.',
  home: 'Naar het cv',
  comma: ', ',
};
