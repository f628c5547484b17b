import { html } from 'ghtml';

/** HTML of a text of the document, which writes code between backticks. */
export function prose(text: string): string {
  return text
    .split('`')
    .map((part, i) => (i % 2 ? html`<code>${part}</code>` : html`${part}`))
    .join('');
}
