import { type ParserError, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

export interface Page {
  /** The text that the page shows, each run of white space as one space. */
  text: string;
  /** Every element with its attributes. */
  elements: { name: string; attributes: Record<string, string>; text: string }[];
  /** Parse errors, which a browser would have to correct. */
  errors: string[];
}

/** Reads HTML as browsers do. */
export function readHtml(html: string): Page {
  const errors: string[] = [];
  const document = parse(html, {
    onParseError: ({ code, startLine }: ParserError) => errors.push(`${startLine}: ${code}`),
  });
  const elements: Page['elements'] = [];
  const walk = (node: Tree.Node): string => {
    if (node.nodeName === '#text') return (node as Tree.TextNode).value;
    const text = 'childNodes' in node ? node.childNodes.map(walk).join(' ') : '';
    if ('tagName' in node) {
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
      elements.push({ name: node.tagName, attributes, text });
      if (['script', 'style', 'title'].includes(node.tagName)) return '';
    }
    return text;
  };
  return { text: fold(walk(document)), elements, errors };
}

export function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
