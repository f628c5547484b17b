import { ar } from './labels/ar.ts';
import { de } from './labels/de.ts';
import { en } from './labels/en.ts';
import { es } from './labels/es.ts';
import { fr } from './labels/fr.ts';
import { id } from './labels/id.ts';
import { it } from './labels/it.ts';
import { ja } from './labels/ja.ts';
import { ko } from './labels/ko.ts';
import { nl } from './labels/nl.ts';
import { pt, ptPT } from './labels/pt.ts';
import { tr } from './labels/tr.ts';
import type { Labels } from './labels/type.ts';
import { zhHans } from './labels/zh-hans.ts';
import { zhHant } from './labels/zh-hant.ts';

import { translationFor } from './translation.ts';

export type { Labels };

/** By language, with its script or its region where the words depend on it. */
export const translations: Record<string, Labels> & { en: Labels } = {
  en,
  de,
  ar,
  es,
  fr,
  id,
  it,
  ja,
  ko,
  nl,
  pt,
  'pt-PT': ptPT,
  tr,
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
};

/** The words in `tag` (BCP 47); English if there is no translation. */
export function labelsFor(tag: string): Labels {
  return translationFor(translations, tag);
}
