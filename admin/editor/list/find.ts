/** Whether `title` contains `search`, whatever the case and the accents. */
export function isFound(title: string, search: string): boolean {
  return plain(title).includes(plain(search.trim()));
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
