import type { Labels } from './type.ts';

export const fr: Labels = {
  work: 'Expérience professionnelle',
  volunteer: 'Bénévolat',
  education: 'Formation',
  projects: 'Projets',
  awards: 'Distinctions',
  certificates: 'Certifications',
  publications: 'Publications',
  skills: 'Compétences',
  languages: 'Langues',
  interests: 'Centres d’intérêt',
  references: 'Références',
  now: 'aujourd’hui',
  pdf: 'Télécharger le PDF',
  contact: 'Contact',
  visit: 'Visite {n}',
  darkTheme: 'Sombre',
  lightTheme: 'Clair',
  notFound: 'Cette page n’existe pas.',
  home: 'Voir le CV',
  comma: ', ',
};
