/**
 * The HTML of `renderMarkdown` for a feed: with absolute addresses, and without what only the page needs. The
 * renderer escapes quotation marks in texts, so what looks like an attribute here is one.
 * @param pageUrl of the page that shows the HTML.
 */
export function forFeed(html: string, pageUrl: string): string {
  return html
    .replace(/ (?:tabindex|role|aria-label|loading)="[^"]*"/g, '')
    .replace(/<input type="checkbox" disabled( checked)?>/g, (_, checked) =>
      checked ? '[x]' : '[ ]',
    )
    .replace(/ (href|src)="([^"]*)"/g, (_, name, url) => ` ${name}="${absolute(url, pageUrl)}"`);
}

function absolute(url: string, pageUrl: string): string {
  return (URL.parse(url.replaceAll('&amp;', '&'), pageUrl)?.href ?? pageUrl).replaceAll(
    '&',
    '&amp;',
  );
}
