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
  /** The page about privacy. */
  privacy: string;
  blog: string;
  latestPosts: string;
  // The pages of posts, projects and certifications.
  /** `{date}` stands for a day. */
  updated: string;
  /** `{n}` stands for minutes. */
  readTime: string;
  /** Of a post. `{n}` is their number. */
  views: string;
  contents: string;
  categories: string;
  tags: string;
  /** `{name}` stands for the name of a category or a tag. */
  categoryTitle: string;
  tagTitle: string;
  /** Links from a page of a list to the one before and after it. */
  newer: string;
  older: string;
  pageNumber: string;
  nothingYet: string;
  website: string;
  sourceCode: string;
  course: string;
  /** Above a draft. */
  preview: string;
  unavailable: string;
  /** Separates the items of a list. */
  comma: string;
}
