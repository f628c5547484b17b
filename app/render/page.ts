import { html } from 'ghtml';
import { directionOf } from './direction.ts';
import { type Head, head } from './head.ts';

/** An HTML document. `body` is HTML; the fields of `about` are text and are escaped here. */
export function page(about: Head, body: string): string {
  return html`<!doctype html>
<html lang="${about.language}" dir="${directionOf(about.language)}">
<head>!${head(about)}</head>
<body>!${body}</body>
</html>
`;
}
