import { type ParserError, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

interface Element {
  name: string;
  attributes: Record<string, string>;
}

/** Its elements, and what a browser would have to correct. */
export function readPage(html: string): { elements: Element[]; errors: string[] } {
  const errors: string[] = [];
  const elements: Element[] = [];
  const onParseError = ({ code, startLine }: ParserError) => errors.push(`${startLine}: ${code}`);
  const walk = (node: Tree.Node): void => {
    if ('tagName' in node) {
      const attributes = Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
      elements.push({ name: node.tagName, attributes });
    }
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(html, { onParseError }));
  return { elements, errors };
}

/** The values of an attribute of the elements that match. */
export function valuesOf(html: string, name: string, attribute: string, having = {}): string[] {
  return readPage(html)
    .elements.filter((one) => one.name === name && matches(one, having))
    .flatMap(({ attributes }) => attributes[attribute] ?? []);
}

function matches({ attributes }: Element, having: Record<string, string>): boolean {
  return Object.entries(having).every(([key, value]) => attributes[key] === value);
}
