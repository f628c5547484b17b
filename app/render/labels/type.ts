/** The words that a page has beside its content. */
export interface Labels {
  work: string;
  volunteer: string;
  education: string;
  projects: string;
  awards: string;
  certificates: string;
  publications: string;
  skills: string;
  languages: string;
  interests: string;
  references: string;
  /** The end of a period that goes on: "2023 – Present". */
  now: string;
  pdf: string;
  contact: string;
  /** `{n}` stands for the number. */
  visit: string;
  visitors: string;
  darkTheme: string;
  lightTheme: string;
  notFound: string;
  home: string;
  blog: string;
  latestPosts: string;
  /** Separates the items of a list. */
  comma: string;
}
