/**
 * The entry for `tag` (BCP 47), with its script or its region where the words depend on it; English if there
 * is no translation.
 */
export function translationFor<T>(translations: Record<string, T> & { en: T }, tag: string): T {
  // CLDR adds the usual script and region: `zh-TW` is `zh-Hant-TW`.
  const { language, script, region } = new Intl.Locale(tag).maximize();
  const names = [`${language}-${region}`, `${language}-${script}`, language];
  return names.map((name) => translations[name]).find(Boolean) ?? translations.en;
}
