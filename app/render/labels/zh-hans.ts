import type { Labels } from './type.ts';

export const zhHans: Labels = {
  work: '工作经历',
  volunteer: '志愿服务',
  education: '教育背景',
  projects: '项目经历',
  awards: '奖项',
  certificates: '证书',
  publications: '出版作品',
  skills: '技能',
  languages: '语言',
  interests: '兴趣爱好',
  references: '推荐人',
  now: '至今',
  pdf: '下载 PDF',
  contact: '联系方式',
  visit: '第 {n} 次访问',
  darkTheme: '深色',
  lightTheme: '浅色',
  notFound: '此页面不存在。',
  home: '查看简历',
  comma: '、',
};
