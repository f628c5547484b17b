import type { Package } from './packages.ts';

/** The license of MIT, of packages that name it but do not contain it. */
const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation
the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/**
 * The licenses and notices of all packages, each text once, after the packages that it is of.
 * @throws {Error} for a package without a text, whose license is none of those that we have the text of.
 */
export function licensesText(packages: Package[]): string {
  const sections = new Map<string, string[]>();
  for (const one of packages) {
    const text = one.texts.join('\n\n') || substitute(one, packages);
    const title = `${one.name} ${one.version} (${one.license})`;
    sections.set(text, [...(sections.get(text) ?? []), title]);
  }
  // Some licenses have lines of hyphens themselves.
  const rule = '='.repeat(80);
  return [
    'This program contains parts of the following packages, under these licenses.',
    ...[...sections].map(([text, titles]) => `${rule}\n${titles.join('\n')}\n\n${text}`),
  ]
    .join('\n\n')
    .concat('\n');
}

function substitute({ name, license, author }: Package, packages: Package[]): string {
  // The text of Apache's license names nobody, so that of one package is that of all.
  const apache = packages.find((other) => other.license === 'Apache-2.0' && other.texts.length > 0);
  if (license === 'Apache-2.0' && apache?.texts[0]) return apache.texts[0];
  if (license === 'MIT') return `Copyright (c) ${author ?? `the authors of ${name}`}\n\n${mit}`;
  throw new Error(`The package ${name} has no text of its license, ${license}.`);
}
