/** The site's icon, an SVG: the first letter of the name in the colors of the page. */
export function icon(name: string): string {
  const [letter = ''] = name.normalize();
  const escaped = letter.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><title>${escaped}</title><rect width="32" height="32" rx="4" fill="#8a3b12"/><text x="16" y="23" text-anchor="middle" font-family="Georgia,serif" font-weight="600" font-size="20" fill="#faf8f4">${escaped}</text></svg>`;
}
