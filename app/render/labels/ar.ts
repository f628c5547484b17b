import type { Labels } from './type.ts';

export const ar: Labels = {
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
  visit: 'الزيارة {n}',
  darkTheme: 'داكن',
  lightTheme: 'فاتح',
  notFound: 'لا توجد صفحة هنا.',
  home: 'إلى السيرة الذاتية',
  comma: '، ',
};
