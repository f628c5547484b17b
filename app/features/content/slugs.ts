const maxLength = 80;
const pattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Addresses beside the items that are something else, or may become it. */
const reserved = new Set(
  'feed.xml feed.json sitemap.xml index.html tag category page preview'.split(' '),
);

/** Letters that Unicode does not decompose into a Latin one with marks. */
const letters: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ı: 'i' },
  ...{ "'": '', '’': '' },
};

/** Whether an item can have `text` as its slug. An id has a character that no slug has. */
export function isSlug(text: string): boolean {
  return text.length <= maxLength && pattern.test(text);
}

/** Why the owner cannot choose `slug`. */
export function slugProblem(slug: string): string | undefined {
  if (reserved.has(slug)) return 'is a reserved word';
  if (slug.length > maxLength) return `must have at most ${maxLength} characters`;
  if (isSlug(slug)) return undefined;
  return 'must consist of a-z and 0-9, with single hyphens between them';
}

/** The Latin letters and digits of `text`, without accents. Empty if it has none. */
export function slugify(text: string): string {
  const ascii = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/\P{ASCII}|'/gu, (letter) => letters[letter] ?? ' ');
  return shortened(ascii.replace(/[^a-z0-9]+/g, '-').replace(/^-/, ''), maxLength);
}

/** The slug of a new item: of its title, else of its id. Never empty, reserved or too long. */
export function slugOfTitle(title: string, kind: string, id: string): string {
  const slug = slugify(title);
  if (slug !== '' && !reserved.has(slug)) return slug;
  const rest =
    slug ||
    id
      .slice(2)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '')
      .padEnd(6, '0')
      .slice(0, 6);
  return `${kind}-${rest}`;
}

/** The `n`th choice of a slug: `x`, `x-2`, `x-3`. */
export function numbered(slug: string, n: number): string {
  if (n === 1) return slug;
  const suffix = `-${n}`;
  return shortened(slug, maxLength - suffix.length) + suffix;
}

function shortened(slug: string, length: number): string {
  return slug.slice(0, length).replace(/-$/, '');
}
