import type { Labels } from './type.ts';

export const pt: Labels = {
  work: 'Experiência profissional',
  volunteer: 'Voluntariado',
  education: 'Formação acadêmica',
  projects: 'Projetos',
  awards: 'Prêmios',
  certificates: 'Certificados',
  publications: 'Publicações',
  skills: 'Competências',
  languages: 'Idiomas',
  interests: 'Interesses',
  references: 'Referências',
  now: 'presente',
  pdf: 'Baixar PDF',
  contact: 'Contato',
  visit: 'Visita {n}',
  visitors: 'Visitantes, contados uma vez por dia: {n}',
  darkTheme: 'Escuro',
  lightTheme: 'Claro',
  notFound: 'Esta página não existe.',
  home: 'Ver o currículo',
  blog: 'Blog',
  latestPosts: 'Publicações recentes',
  comma: ', ',
};

/** European Portuguese, where it differs. */
export const ptPT: Labels = {
  ...pt,
  education: 'Formação académica',
  awards: 'Prémios',
  pdf: 'Transferir PDF',
  contact: 'Contacto',
};
