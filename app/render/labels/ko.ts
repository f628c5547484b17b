import type { Labels } from './type.ts';

export const ko: Labels = {
  work: '경력',
  volunteer: '봉사 활동',
  education: '학력',
  projects: '프로젝트',
  awards: '수상 경력',
  certificates: '자격증',
  publications: '출판물',
  skills: '기술',
  languages: '언어',
  interests: '관심 분야',
  references: '추천인',
  now: '현재',
  pdf: 'PDF 다운로드',
  contact: '연락처',
  visit: '{n}번째 방문',
  darkTheme: '어둡게',
  lightTheme: '밝게',
  notFound: '없는 페이지입니다.',
  home: '이력서 보기',
  comma: ', ',
};
