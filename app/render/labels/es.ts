import type { Labels } from './type.ts';

export const es: Labels = {
  work: 'Experiencia laboral',
  volunteer: 'Voluntariado',
  education: 'Formación',
  projects: 'Proyectos',
  awards: 'Premios',
  certificates: 'Certificados',
  publications: 'Publicaciones',
  skills: 'Habilidades',
  languages: 'Idiomas',
  interests: 'Intereses',
  references: 'Referencias',
  now: 'actualidad',
  pdf: 'Descargar PDF',
  contact: 'Contacto',
  visit: 'Visita {n}',
  darkTheme: 'Oscuro',
  lightTheme: 'Claro',
  notFound: 'Esta página no existe.',
  home: 'Ver el currículum',
  comma: ', ',
};
