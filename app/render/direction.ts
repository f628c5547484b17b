/** The direction in which the script of a language (BCP 47) is written: `az-Arab` is written like Arabic. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return new Intl.Locale(language).getTextInfo().direction === 'rtl' ? 'rtl' : 'ltr';
}
