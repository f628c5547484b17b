import { readFile } from 'node:fs/promises';
import { test } from 'tap';
import { licensesText } from '../../scripts/supply/licenses.ts';
import { type Package, packagesOf } from '../../scripts/supply/packages.ts';
import { lambdaFolder } from '../support/dist.ts';

const inputs: Record<string, string[]> = JSON.parse(
  await readFile('dist/lambda-inputs.json', 'utf8'),
);
const files = Object.values(inputs).flat();
const bundled = await packagesOf(files);

test('each file of a package in the bundle belongs to a package that we know', async (t) => {
  const names = new Set(
    files.flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []),
  );
  t.ok(names.size > 70);
  t.strictSame([...new Set(bundled.map(({ name }) => name))].sort(), [...names].sort());
});

test('the function contains the license of every package in it', async (t) => {
  const text = await readFile(`${lambdaFolder}/THIRD-PARTY-LICENSES.txt`, 'utf8');
  const sections = text.split(`\n${'='.repeat(80)}\n`);
  for (const { name, version, license, texts } of bundled) {
    const section = sections.find((part) => part.includes(`${name} ${version} (${license})\n`));
    t.ok(section, name);
    for (const own of texts) t.ok(section?.includes(own), `${name} with its own text`);
    t.match(section, /copyright|licensor/i, name);
  }
});

test('the SBOM lists every package in the bundle once, with the hash of the lock file', async (t) => {
  const { components } = JSON.parse(await readFile('dist/sbom/lambda.json', 'utf8'));
  const purls: string[] = components.map(({ purl }: { purl: string }) => purl);
  t.equal(new Set(purls).size, purls.length);
  t.strictSame(
    purls,
    bundled.map(({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`),
  );
  for (const { hashes, name } of components) t.match(hashes[0].content, /^[0-9a-f]{128}$/, name);
});

const one: Package = {
  name: 'one',
  version: '1.0.0',
  license: 'MIT',
  author: 'Somebody',
  texts: [],
  integrity: 'sha512-',
};

test('a package that only names its license gets the text of it', async (t) => {
  t.match(licensesText([one]), /Copyright \(c\) Somebody\n\nPermission is hereby granted/);
  const apache = { ...one, license: 'Apache-2.0' };
  t.match(licensesText([apache, { ...apache, texts: ['Text'] }]), /one 1.0.0.*\n.*\n\nText\n/);
});

test('the build fails for a package whose license has no text', async (t) => {
  for (const license of ['Apache-2.0', 'GPL-3.0-only']) {
    t.throws(() => licensesText([{ ...one, license }]), /one has no text of its license/);
  }
});
