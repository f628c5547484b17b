import type { Labels } from './type.ts';

export const en: Labels = {
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
  now: 'Present',
  pdf: 'Download PDF',
  contact: 'Contact',
  visit: 'Visit {n}',
  darkTheme: 'Dark',
  lightTheme: 'Light',
  notFound: 'There is no page here.',
  home: 'To the resume',
  comma: ', ',
};
