const { owner = '', language = 'en' } = document.getElementById('admin')?.dataset ?? {};

/** What the build wrote into the page. */
export const site = {
  /** The name in the resume. */
  owner,
  /** Of the site's pages: BCP 47. */
  language,
};
