import type { Labels } from './type.ts';

export const tr: Labels = {
  work: 'İş deneyimi',
  volunteer: 'Gönüllü çalışmalar',
  education: 'Eğitim',
  projects: 'Projeler',
  awards: 'Ödüller',
  certificates: 'Sertifikalar',
  publications: 'Yayınlar',
  skills: 'Beceriler',
  languages: 'Diller',
  interests: 'İlgi alanları',
  references: 'Referanslar',
  now: 'günümüz',
  pdf: 'PDF indir',
  contact: 'İletişim',
  visit: '{n}. ziyaret',
  darkTheme: 'Koyu',
  lightTheme: 'Açık',
  notFound: 'Böyle bir sayfa yok.',
  home: 'Özgeçmişe git',
  comma: ', ',
};
