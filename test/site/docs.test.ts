import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';
import { test } from 'tap';
import { openapiDocument } from '../../app/openapi.ts';
import { buildSite } from '../../site/build.ts';
import { curl } from '../../site/docs/curl.ts';
import { type Document, groups, type Schema, valuesOf } from '../../site/docs/document.ts';
import { exampleOf } from '../../site/docs/example.ts';
import { docsPage } from '../../site/docs/page.ts';
import { manifest } from '../../site/manifest.ts';
import { outline } from '../../site/resume/outline.ts';
import { attributesOf, build, folders } from '../support/built-site.ts';
import { fold, readHtml } from '../support/html.ts';
import { resumes } from '../support/resumes.ts';
import { xss } from '../support/xss.ts';

const openapi = await openapiDocument();
const document: Document = JSON.parse(openapi);
const routes = groups(document).flatMap((group) => group.routes);
const assets = { style: '/a.css', fonts: [], themeScript: '/t.js', scripts: [], icon: '/i.svg' };

function pageOf(shown: Document): string {
  const site = manifest(outline(resumes.sample), { assets, noindex: false });
  return docsPage(shown, site, assets);
}

/** The page with the forms where the script puts them. */
function withForms(html: string): string {
  return html.replaceAll(/<\/?template>/g, '');
}

const html = pageOf(document);
const tree = parse(html);

test('the page has every operation of the document, in groups', (t) => {
  const all = Object.values(document.paths).flatMap((path) => Object.values(path));
  t.ok(all.length > 50);
  t.equal(routes.length, all.length, 'each has a tag of the document');
  for (const { method, path, operation } of routes) {
    const route = parentOf(byId(operation.operationId));
    const [summary] = named(route, 'summary');
    t.match(fold(textOf(summary)), `${method} ${path} ${operation.summary}`);
    if (operation.description) {
      const words = operation.description.replaceAll('`', '');
      t.match(fold(textOf(route)), fold(words), operation.operationId);
    }
  }
  t.end();
});

test('the page says who may call each route', (t) => {
  const words = { public: /^Anyone may call/, optional: /If a token is sent/, user: /signed in/ };
  for (const { operation } of routes) {
    const policy = operation['x-policy'];
    const expected = policy === 'owner' ? /^Only the owner/ : words[policy];
    const said = named(byId(operation.operationId), 'p').map(textOf);
    t.ok(
      said.some((text) => expected.test(text)),
      `${operation.operationId}: ${policy}`,
    );
  }
  t.end();
});

test('the page has every parameter with its limits, and a field for each that browsers can send', (t) => {
  for (const { operation } of routes) {
    const { operationId, parameters = [] } = operation;
    const route = byId(operationId);
    const shown = parameters.length ? fieldsOf(listAfter(route, 'Parameters')) : [];
    t.strictSame(
      shown.map(({ name }) => name),
      parameters.map(({ name }) => name),
      operationId,
    );
    for (const [i, { schema, required, description = '' }] of parameters.entries()) {
      const { line = '', help = '' } = shown[i] ?? {};
      t.strictSame(missing(line, schema), [], `${operationId}: ${line}`);
      t.equal(line.includes(' required'), required, line);
      t.equal(help, fold(description.replaceAll('`', '')));
    }
    const names = [...named(route, 'input'), ...named(route, 'select')].map(nameOf);
    const sendable = parameters.filter(({ name }) => !/^(Sec-|DNT|Origin|User-Agent)/.test(name));
    t.strictSame(
      names.filter((name) => name !== 'file').sort(),
      sendable.map((parameter) => `${parameter.in} ${parameter.name}`).sort(),
      operationId,
    );
  }
  t.end();
});

test('the page has every field of every body, with what a client needs to write it', (t) => {
  let seen = 0;
  for (const { operation } of routes) {
    const { operationId, requestBody } = operation;
    const [type, { schema } = {}] = Object.entries(requestBody?.content ?? {})[0] ?? [];
    if (!type || !schema) continue;
    const list = named(byId(operationId), 'ul').find((ul) => headingOf(ul) === 'Body');
    const shown = list ? fieldsOf(list) : [];
    const expected = fieldsOfSchema(schema);
    seen += expected.length;
    t.strictSame(
      shown.map(({ name }) => name),
      expected.map(({ name }) => name),
      operationId,
    );
    for (const [i, { schema, required }] of expected.entries()) {
      const { line = '', help = '' } = shown[i] ?? {};
      t.strictSame(missing(line, schema), [], `${operationId}: ${line}`);
      t.equal(line.includes(' required'), required, `${operationId}: ${line}`);
      t.equal(help, fold((schema.description ?? '').replaceAll('`', '')));
    }
  }
  t.ok(seen > 80, `${seen} fields`);
  t.end();
});

test('the page has every status of every route, with the fields and headers of its answer', (t) => {
  let seen = 0;
  for (const { operation } of routes) {
    const { operationId, responses } = operation;
    const items = itemsOf(listAfter(byId(operationId), 'Answers'));
    t.strictSame(
      items.map((item) => textOf(named(item, 'b')[0])),
      Object.keys(responses),
      operationId,
    );
    for (const [i, { description, headers = {}, content }] of Object.values(responses).entries()) {
      const item = items[i];
      if (!item) continue;
      const text = fold(textOf(item));
      if (description !== 'Default Response') t.match(text, fold(description.replaceAll('`', '')));
      for (const name of Object.keys(headers)) t.match(text, `Header ${name}`, operationId);
      const [, { schema } = {}] = Object.entries(content ?? {})[0] ?? [];
      if (!schema) continue;
      if (schema.$ref) {
        t.ok(named(item, 'a').some((a) => attribute(a, 'href') === '#HttpError'));
        continue;
      }
      const [list] = named(item, 'ul');
      const expected = fieldsOfSchema(schema).map(({ name }) => name);
      seen += expected.length;
      t.strictSame(list ? fieldsOf(list).map(({ name }) => name) : [], expected, operationId);
    }
  }
  t.ok(seen > 400, `${seen} fields`);
  const [errors] = named(tree, 'ul').filter((ul) => headingOf(ul) === 'HttpError');
  t.strictSame(
    errors && fieldsOf(errors).map(({ name }) => name),
    fieldsOfSchema(document.components.schemas.HttpError ?? {}).map(({ name }) => name),
  );
  t.end();
});

test('each example is a body that the API accepts', (t) => {
  const formats = { 'well-formed': true, binary: true, password: true } as const;
  const ajv = new Ajv({ strict: false, allErrors: true, formats });
  addFormats.default(ajv);
  let checked = 0;
  for (const { operation } of routes) {
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (!schema) continue;
    checked++;
    const validate = ajv.compile(schema);
    t.ok(
      validate(exampleOf(schema)),
      `${operation.operationId}: ${JSON.stringify(validate.errors)}`,
    );
    const [textarea] = named(byId(operation.operationId), 'textarea');
    t.strictSame(JSON.parse(textOf(textarea)), exampleOf(schema));
  }
  t.ok(checked > 10);
  t.end();
});

test('a shell reads the examples as they are meant, quotes in a body included', async (t) => {
  const quote: Schema = { type: 'object', required: ['a'], properties: { a: { default: `'"$x` } } };
  const [first] = routes.filter(({ operation }) => operation.operationId === 'login');
  const hostile = structuredClone(first) as NonNullable<typeof first>;
  hostile.operation.requestBody = {
    required: true,
    content: { 'application/json': { schema: quote } },
  };
  for (const route of [...routes, hostile]) {
    const { method, path, operation } = route;
    const script = `curl() { for one; do printf '%s\\0' "$one"; done; }; SITE=https://me.example TOKEN=T id=1 name=1 contentType=1 contentId=1\n${curl(route, '/api')}`;
    const { stdout } = await promisify(execFile)('sh', ['-euc', script]);
    const [url, ...args] = stdout.split('\0').slice(0, -1);
    t.equal(url, `https://me.example/api${path.replaceAll(/\{\w+\}/g, '1')}`);
    const after = (name: string) => args[args.indexOf(name) + 1];
    if (method !== 'GET' && method !== 'HEAD') t.equal(after('-X'), method);
    const needsToken = ['user', 'owner'].includes(operation['x-policy']);
    t.equal(args.includes('Authorization: Bearer T'), needsToken, operation.operationId);
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (schema) t.strictSame(JSON.parse(after('-d') ?? ''), exampleOf(schema));
  }
});

test('no text of the document becomes an element, an attribute or a script', (t) => {
  const plain = readHtml(withForms(pageOf(withTexts('Text'))));
  t.ok(plain.text.includes('not sent Text'));
  for (const [name, text] of Object.entries(xss)) {
    const page = readHtml(withForms(pageOf(withTexts(text))));
    t.strictSame(kinds(page), kinds(plain), name);
    t.ok(letters(page.text).includes(letters(text)), `${name} is shown`);
  }
  t.end();
});

/** The document with `text` as each description, example and value of a parameter. */
function withTexts(text: string): Document {
  const texts = new Set(['description', 'summary', 'title', 'version']);
  const shown: Document = JSON.parse(openapi, (key, value) => {
    if (texts.has(key) && typeof value === 'string') return text;
    return value?.type === 'string' && !value.enum ? { ...value, example: text } : value;
  });
  for (const operations of Object.values(shown.paths)) {
    for (const { parameters = [] } of Object.values(operations)) {
      for (const { schema } of parameters) schema.enum = [text];
    }
  }
  return shown;
}

/** Backticks, and the elements that they make, change the white space. */
function letters(text: string): string {
  return text.replace(/[\s`]/g, '');
}

/** The names of the elements and attributes. */
function kinds({ elements }: ReturnType<typeof readHtml>): string[] {
  const all = elements.flatMap(({ name, attributes }) => [name, ...Object.keys(attributes)]);
  return [...new Set(all)].sort();
}

test('the page is plain: no inline script or style, valid HTML, unique ids, and links that lead somewhere', (t) => {
  const page = readHtml(withForms(html));
  t.strictSame(page.errors, []);
  t.strictSame(attributesOf(page, 'style'), []);
  for (const { name, attributes } of page.elements) {
    t.notOk(
      Object.keys(attributes).some((key) => key === 'style' || /^on/.test(key)),
      name,
    );
  }
  const ids = page.elements.flatMap(({ attributes }) => attributes.id ?? []);
  t.equal(new Set(ids).size, ids.length);
  const links = attributesOf(page, 'a').map(({ href = '' }) => href);
  t.strictSame(
    links.filter((href) => href.startsWith('#') && !ids.includes(href.slice(1))),
    [],
  );
  t.ok(links.includes('/api/openapi.json'));
  const labelled = attributesOf(page, 'label').map((label) => label.for);
  for (const name of ['input', 'select', 'textarea'])
    for (const { id = '' } of attributesOf(page, name)) t.ok(labelled.includes(id), id);
  t.end();
});

test('without its script, the page sends nothing', (t) => {
  const page = readHtml(html);
  const forms = attributesOf(page, 'form');
  t.strictSame(
    forms.map(({ id }) => id),
    ['sign-in', 'challenge'],
    'the others are in templates',
  );
  t.ok(forms.every(({ method }) => method === 'post'));
  t.strictSame(attributesOf(page, 'fieldset'), [{ disabled: '' }, { disabled: '' }]);
  t.equal(attributesOf(page, 'template').length, routes.length);
  t.end();
});

test('calls that delete, and the import, ask first', (t) => {
  const asking = attributesOf(readHtml(withForms(html)), 'form').filter(
    (form) => 'data-asks' in form,
  );
  t.ok(asking.length > 5);
  t.strictSame(
    asking.map((form) => `${form['data-method']} ${form['data-path']}`).sort(),
    routes
      .filter(({ method, path }) => method === 'DELETE' || path === '/v1/import')
      .map(({ method, path }) => `${method} /api${path}`)
      .sort(),
  );
  t.end();
});

test('the built site has the page if it gets the document, without tracker and in no sitemap', async (t) => {
  const { source, target } = await folders(t, {});
  await buildSite({ source, target, siteUrl: 'https://me.example', openapi });
  const page = readHtml(await readFile(`${target}/docs/index.html`, 'utf8'));
  const scripts = attributesOf(page, 'script').map(({ src = '' }) => src.replace(/-\w+\.js$/, ''));
  t.strictSame(scripts, ['/assets/theme', '/assets/site', '/assets/docs']);
  t.match(page.text, 'SITE=https://me.example');
  t.notMatch(await readFile(`${target}/sitemap.xml`, 'utf8'), 'docs');
  const without = await build(t);
  await t.rejects(without.read('docs/index.html'), { code: 'ENOENT' });
});

// What the page shows ------------------------------------------------------------

interface Field {
  /** With the names of what it is in, as `a.b`. */
  name: string;
  line: string;
  help: string;
}

/** The fields of a list, in order. */
function fieldsOf(list: Tree.Element, before = ''): Field[] {
  return itemsOf(list).flatMap((item) => {
    const [line, help] = children(item).filter(({ tagName }) => tagName === 'p');
    const [code] = line ? children(line).filter(({ tagName }) => tagName === 'code') : [];
    const label = code ? textOf(code) : fold(textOf(line?.childNodes[0]));
    const name = `${before}${label}`;
    const inner = children(item).filter(({ tagName }) => tagName === 'ul');
    return [
      { name, line: fold(textOf(line)), help: fold(textOf(help)) },
      ...inner.flatMap((ul) => fieldsOf(ul, `${name}.`)),
    ];
  });
}

/** The fields of a schema, in order, as the page should show them. */
function fieldsOfSchema(
  schema: Schema,
  before = '',
): { name: string; schema: Schema; required: boolean }[] {
  const { anyOf = [], properties = {}, required = [], items, additionalProperties } = schema;
  if (valuesOf(schema)) return [];
  if (items) return fieldsOfSchema(items, before);
  const each: [string, Schema, boolean][] = [
    ...anyOf.map((one, i): [string, Schema, boolean] => [i ? 'Or' : 'Either', one, false]),
    ...Object.entries(properties).map(([name, one]): [string, Schema, boolean] => [
      name,
      one,
      required.includes(name),
    ]),
    ...(typeof additionalProperties === 'object'
      ? [['Each name', additionalProperties, false] as [string, Schema, boolean]]
      : []),
  ];
  return each.flatMap(([label, one, required]) => {
    const name = before + label;
    return [{ name, schema: one, required }, ...fieldsOfSchema(one, `${name}.`)];
  });
}

/** What the line of a field in a request does not say of its schema. */
function missing(line: string, schema: Schema): string[] {
  const { type, pattern, format, nullable, default: usual, items } = schema;
  const values = valuesOf(schema);
  const limits = [
    schema.minLength,
    schema.maxLength,
    schema.minimum,
    schema.maximum,
    schema.minItems,
    schema.maxItems,
    schema.minProperties,
    schema.maxProperties,
  ];
  const expected = [
    ...(values ? values.map(String) : [type === 'array' ? 'list' : (type ?? '')]),
    ...limits.flatMap((limit) => (limit === undefined ? [] : limit.toLocaleString('en'))),
    ...(pattern ? [fold(pattern)] : []),
    ...(format && format !== 'well-formed' ? [format] : []),
    ...(format === 'well-formed' ? ['valid Unicode'] : []),
    ...(nullable ? ['or null'] : []),
    ...(usual === undefined ? [] : [`${JSON.stringify(usual)} by default`]),
  ];
  return [
    ...expected.filter((words) => !line.includes(words)),
    ...(items ? missing(line, items) : []),
  ];
}

// The tree -----------------------------------------------------------------------

/** What a template has counts as well: the page's script shows it. */
function children(node: Tree.Node): Tree.Element[] {
  if ('content' in node) return children(node.content);
  return 'childNodes' in node
    ? node.childNodes.filter((child): child is Tree.Element => 'tagName' in child)
    : [];
}

function named(node: Tree.Node, name: string): Tree.Element[] {
  return children(node).flatMap((child) => [
    ...(child.tagName === name ? [child] : []),
    ...named(child, name),
  ]);
}

function attribute(element: Tree.Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

function nameOf(element: Tree.Element): string {
  return attribute(element, 'name') ?? '';
}

function itemsOf(list: Tree.Element): Tree.Element[] {
  return children(list).filter(({ tagName }) => tagName === 'li');
}

function textOf(node: Tree.Node | undefined): string {
  if (!node) return '';
  if (node.nodeName === '#text') return (node as Tree.TextNode).value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function byId(id: string): Tree.Element {
  const [found] = ['div', 'h2', 'h3'].flatMap((name) =>
    named(tree, name).filter((element) => attribute(element, 'id') === id),
  );
  if (!found) throw new Error(`No element has the id ${id}`);
  return found;
}

function parentOf(element: Tree.Element): Tree.Node {
  if (!element.parentNode) throw new Error('No parent');
  return element.parentNode;
}

/** The heading that a list belongs to. */
function headingOf(list: Tree.Element): string {
  const siblings = children(parentOf(list));
  const before = siblings.slice(0, siblings.indexOf(list)).reverse();
  return textOf(before.find(({ tagName }) => /^h\d$/.test(tagName)));
}

function listAfter(route: Tree.Element, heading: string): Tree.Element {
  const [list] = named(route, 'ul').filter((ul) => headingOf(ul) === heading);
  if (!list) throw new Error(`No list after ${heading}`);
  return list;
}
