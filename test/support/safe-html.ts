import { readHtml } from './html.ts';

/** What the renderer may make, and the attributes of each element beside `class`. */
export const allowed: Record<string, string[]> = {
  ...{ p: [], br: [], hr: [], em: [], strong: [], s: [], sup: ['id'], blockquote: [], code: [] },
  ...{ ul: [], ol: ['start'], li: ['id'], table: [], thead: [], tbody: [], tr: [], td: [] },
  ...{ h2: ['id'], h3: ['id'], h4: ['id'], h5: ['id'], h6: ['id'], span: [], th: ['scope'] },
  div: ['tabindex', 'role', 'aria-label'],
  pre: ['tabindex', 'role', 'aria-label'],
  section: ['role', 'aria-label'],
  a: ['href', 'id', 'title', 'aria-label'],
  img: ['src', 'alt', 'title', 'width', 'height', 'loading'],
  input: ['type', 'disabled', 'checked', 'aria-label'],
};

export const protocols = ['http:', 'https:', 'mailto:'];
const site = 'https://site.invalid';

/** What of rendered HTML is not allowed, as a browser reads it. Knows nothing of how it was made. */
export function unsafe(html: string): string[] {
  const { elements, errors } = readHtml(`<!doctype html><html><head></head><body>${html}</body>`);
  const ids = new Set<string>();
  const found = errors.map((error) => `error ${error}`);
  for (const { name, attributes } of elements.filter(
    ({ name }) => !/^(html|head|body)$/.test(name),
  )) {
    if (!allowed[name]) found.push(`element ${name}`);
    for (const [attribute, value] of Object.entries(attributes)) {
      if (attribute !== 'class' && !allowed[name]?.includes(attribute)) {
        found.push(`attribute ${name} ${attribute}`);
      }
      if (attribute === 'class' && !/^[\w -]+$/.test(value)) found.push(`class ${value}`);
      if (attribute === 'href' && !isSafe(value)) found.push(`address ${value}`);
      if (attribute === 'src' && !/^(https:\/\/site\.invalid)?\/media\/[\w.-]+$/.test(value))
        found.push(`image ${value}`);
      if (attribute !== 'id') continue;
      if (!value.startsWith('s-') || ids.has(value)) found.push(`id ${value}`);
      ids.add(value);
    }
  }
  return found;
}

function isSafe(href: string): boolean {
  const url = URL.parse(href);
  if (url) return protocols.includes(url.protocol);
  return URL.parse(href, site)?.origin === site;
}
