import { test } from 'tap';
import { fold, readHtml } from '../support/html.ts';
import { buildPages } from '../support/pages.ts';
import { certifications, projects } from '../support/writings.ts';

const headings = (html: string) =>
  readHtml(html)
    .elements.filter(({ name }) => name === 'h2')
    .map(({ text }) => fold(text));

test('featured projects come first, and then the newest', async (t) => {
  const { read, publish } = await buildPages(t);
  for (const name of ['Old', 'New']) await publish('project', { name, description: 'A project' });
  for (const project of projects) await publish('project', project);
  t.strictSame(headings((await read('/projects/')).body), [
    'Notes on the analytical engine',
    'Difference engine',
    'New',
    'Old',
  ]);
});

test('a project has its description, technologies, links, picture and text', async (t) => {
  const { read, publish } = await buildPages(t);
  const image = '/media/0123456789abcdef-640x480.webp';
  await publish('project', { ...projects[0], image });
  const { elements, errors, text } = readHtml((await read('/projects/difference-engine')).body);
  t.strictSame(errors, []);
  for (const part of [
    'Tables of polynomials',
    'Babbage & Co.',
    'Brass, Steam, TypeScript',
    'By differences.',
  ]) {
    t.match(text, part);
  }
  const attributes = (name: string) =>
    elements.filter((element) => element.name === name).map(({ attributes }) => attributes);
  t.strictSame(attributes('img'), [{ src: image, alt: '', width: '640', height: '480' }]);
  const hrefs = attributes('a').map(({ href }) => href);
  t.ok(
    hrefs.includes('https://engine.example') && hrefs.includes('https://github.com/example/engine'),
  );
});

test('certifications are on one page, latest first', async (t) => {
  const { read, publish } = await buildPages(t);
  for (const item of certifications.toReversed()) await publish('certification', item);
  const { body } = await read('/certifications/');
  t.strictSame(readHtml(body).errors, []);
  t.strictSame(headings(body), ['☁ Solutions Architect – Associate', 'Distributed systems']);
  t.match(body, 'href="https://credentials.example/ada"');
  t.match(body, '<time datetime="2025-03-14">');
  t.match(readHtml(body).text, 'University of Examples · Course');
});

test('hostile texts of projects and certifications stay text', async (t) => {
  const { read, publish } = await buildPages(t);
  const text = '</title></script><b onclick=alert(1)>"\'';
  const { slug } = await publish('project', {
    name: text,
    description: text,
    company: text,
    tech: [text],
  });
  await publish('certification', { name: text, issuer: text, description: text, icon: '<b>' });
  for (const path of ['/projects/', `/projects/${slug}`, '/certifications/']) {
    const { errors, elements } = readHtml((await read(path)).body);
    t.strictSame(errors, [], path);
    t.notOk(
      elements.some(({ name }) => name === 'b'),
      path,
    );
  }
});
