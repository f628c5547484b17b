import type { Labels } from './type.ts';

export const zhHant: Labels = {
  work: '工作經歷',
  volunteer: '志工服務',
  education: '學歷',
  projects: '專案',
  awards: '獎項',
  certificates: '證照',
  publications: '著作',
  skills: '技能',
  languages: '語言',
  interests: '興趣',
  references: '推薦人',
  now: '至今',
  pdf: '下載 PDF',
  contact: '聯絡方式',
  visit: '第 {n} 次造訪',
  darkTheme: '深色',
  lightTheme: '淺色',
  notFound: '沒有這個頁面。',
  home: '查看履歷',
  comma: '、',
};
