import type { Labels } from './type.ts';

export const id: Labels = {
  work: 'Pengalaman kerja',
  volunteer: 'Kegiatan sukarela',
  education: 'Pendidikan',
  projects: 'Proyek',
  awards: 'Penghargaan',
  certificates: 'Sertifikat',
  publications: 'Publikasi',
  skills: 'Keahlian',
  languages: 'Bahasa',
  interests: 'Minat',
  references: 'Referensi',
  now: 'sekarang',
  pdf: 'Unduh PDF',
  contact: 'Kontak',
  visit: 'Kunjungan ke-{n}',
  darkTheme: 'Gelap',
  lightTheme: 'Terang',
  notFound: 'Halaman ini tidak ada.',
  home: 'Lihat CV',
  comma: ', ',
};
