import type { Labels } from './type.ts';

export const ja: Labels = {
  work: '職歴',
  volunteer: 'ボランティア活動',
  education: '学歴',
  projects: 'プロジェクト',
  awards: '受賞歴',
  certificates: '資格',
  publications: '著作',
  skills: 'スキル',
  languages: '語学',
  interests: '趣味・関心',
  references: '推薦',
  now: '現在',
  pdf: 'PDFをダウンロード',
  contact: '連絡先',
  visit: '{n}回目の訪問',
  darkTheme: 'ダーク',
  lightTheme: 'ライト',
  notFound: 'このページはありません。',
  home: '履歴書を見る',
  comma: '、',
};
