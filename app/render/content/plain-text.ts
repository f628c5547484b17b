import { line, shortened } from '../text.ts';

const entities: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&amp;': '&',
};

/** The text of the renderer's HTML, which has no other entities, comments or `<` in attributes. */
export function plainText(html: string): string {
  const text = html.replace(/<[^>]*>/g, '');
  return line(text.replace(/&(lt|gt|quot|amp|#39|#x27);/g, (entity) => entities[entity] ?? entity));
}

/** The first paragraph with words of the renderer's HTML, cut to the length that search results show. */
export function firstParagraph(html: string): string {
  for (const [, paragraph = ''] of html.matchAll(/<p(?: [^>]*)?>(.*?)<\/p>/gs)) {
    const text = plainText(paragraph);
    if (text) return shortened(text, 160);
  }
  return '';
}
