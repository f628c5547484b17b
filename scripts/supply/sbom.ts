import { mkdir, writeFile } from 'node:fs/promises';
import type { Package } from './packages.ts';

const folder = 'dist/sbom';

/**
 * Writes `dist/sbom/<name>.json`, what we distribute under that name, in CycloneDX 1.6. It has no time or
 * random number: the same packages are the same bytes.
 * https://cyclonedx.org/docs/1.6/json/
 */
export async function writeSbom(name: string, packages: Package[]): Promise<void> {
  const sbom = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': name, name } },
    components: packages.map(component),
    dependencies: [
      { ref: name, dependsOn: packages.map(purl) },
      ...packages.map((one) => ({ ref: purl(one) })),
    ],
  };
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/${name}.json`, `${JSON.stringify(sbom, undefined, 2)}\n`);
}

function component(one: Package) {
  const [, group, name] = /^(?:(@[^/]+)\/)?(.+)$/.exec(one.name) ?? [];
  const [algorithm, digest = ''] = one.integrity.split('-');
  if (algorithm !== 'sha512') throw new Error(`${one.name} is not locked by SHA-512.`);
  return {
    type: 'library',
    'bom-ref': purl(one),
    ...(group && { group }),
    name,
    version: one.version,
    hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }],
    licenses: [
      / (AND|OR|WITH) /.test(one.license)
        ? { expression: one.license }
        : { license: { id: one.license } },
    ],
    purl: purl(one),
  };
}

/** https://github.com/package-url/purl-spec */
function purl({ name, version }: Package): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}
