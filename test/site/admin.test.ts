import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import { test } from 'tap';
import { bundleAdmin } from '../../site/admin.ts';
import { buildSite } from '../../site/build.ts';
import { folders } from '../support/built-site.ts';

const admin = await bundleAdmin();
const text = (path: string) => Buffer.from(admin.files.get(path) ?? []).toString();

/** The file and all that it imports before it runs. */
function loaded(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, name] of text(path).matchAll(/(?:from|import)"\.\/([^"]+)"/g)) {
    loaded(`/assets/${name}`, found);
  }
  return found;
}

/** The file of a module that is loaded when it is needed. */
function chunk(name: string): string {
  const path = [...admin.files.keys()].find((path) => path.startsWith(`/assets/admin-${name}-`));
  if (!path) throw new Error(`There is no chunk ${name}`);
  return path;
}

const kB = (paths: Iterable<string>) =>
  [...paths].reduce((sum, path) => sum + brotliCompressSync(text(path)).length, 0) / 1000;

test('the owner’s pages load at most 40 kB, and the renderer at most 75', (t) => {
  const start = loaded(admin.script);
  const editor = new Set([...start, ...loaded(chunk('content'))]);
  const renderer = [...loaded(chunk('rendering'))].filter((path) => !editor.has(path));
  const style = brotliCompressSync(admin.style).length / 1000;
  t.comment(
    `start ${kB(start).toFixed(1)} kB, with the editor ${kB(editor).toFixed(1)} kB, own style ${style.toFixed(1)} kB, renderer ${kB(renderer).toFixed(1)} kB`,
  );
  t.ok(kB(start) + style <= 40, 'numbers and settings');
  t.ok(kB(editor) <= 40, 'scripts with the editor');
  t.ok(kB(renderer) <= 75, 'the renderer');
  t.notOk(
    [...editor].some((path) => /markdown-it|hljs/.test(text(path))),
    'no parser before it is needed',
  );
  t.end();
});

test('only the page at /admin/ loads them, without a tracker, and asks for Trusted Types', async (t) => {
  const { source, target } = await folders(t, {});
  await buildSite({ source, target, admin: { ...admin, licenses: 'MIT' } });
  const read = (file: string) => readFile(`${target}/${file}`, 'utf8');
  const page = await read('admin/index.html');
  t.match(page, admin.script);
  t.match(page, /<meta http-equiv="Content-Security-Policy" content="require-trusted-types-for /);
  t.match(page, '<meta name="robots" content="noindex">');
  t.notMatch(page, /track-|style=|<style|<script>/);
  for (const file of ['index.html', '404.html', 'site.json', 'privacy/index.html']) {
    t.notMatch(await read(file), '/assets/admin-', file);
  }
  t.equal(await read('assets/admin-licenses.txt'), 'MIT');
});
