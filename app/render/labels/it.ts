import type { Labels } from './type.ts';

export const it: Labels = {
  work: 'Esperienza professionale',
  volunteer: 'Volontariato',
  education: 'Istruzione',
  projects: 'Progetti',
  awards: 'Riconoscimenti',
  certificates: 'Certificati',
  publications: 'Pubblicazioni',
  skills: 'Competenze',
  languages: 'Lingue',
  interests: 'Interessi',
  references: 'Referenze',
  now: 'oggi',
  pdf: 'Scarica il PDF',
  contact: 'Contatti',
  visit: 'Visita {n}',
  darkTheme: 'Scuro',
  lightTheme: 'Chiaro',
  notFound: 'Questa pagina non esiste.',
  home: 'Vai al curriculum',
  comma: ', ',
};
