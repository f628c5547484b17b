const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

// Characters that no XML document can have, in any form: https://www.w3.org/TR/xml/#charsets
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** The text for an element or an attribute, without characters that XML forbids. */
export function xml(text: string): string {
  return text.replace(forbidden, '').replace(/[&<>"]/g, (character) => escapes[character] ?? '');
}

/** An element with text. */
export function element(name: string, text: string): string {
  return `<${name}>${xml(text)}</${name}>`;
}
