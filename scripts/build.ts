import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { openapiDocument } from '../app/openapi.ts';
import { lambdaBundle } from './lib/lambda-bundle.ts';
import { licensesText } from './supply/licenses.ts';
import { packagesOf } from './supply/packages.ts';
import { writeSbom } from './supply/sbom.ts';

const outdir = 'dist/lambda';

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
const [{ metafile }] = await Promise.all([
  build({
    ...lambdaBundle,
    entryPoints: {
      index: 'app/entry/api.ts',
      nightly: 'app/entry/nightly.ts',
      guard: 'app/entry/guard.ts',
    },
    outdir,
    // What an entry point imports dynamically becomes a file of its own, which Lambda reads when it is needed.
    splitting: true,
    chunkNames: 'part-[hash]',
  }),
  openapiDocument().then((document) => writeFile(`${outdir}/openapi.json`, document)),
]);
const inputs = inputsOf(metafile);
// What each file was made of, for the tests.
await writeFile('dist/lambda-inputs.json', JSON.stringify(inputs));
const packages = await packagesOf(Object.values(inputs).flat());
await writeFile(`${outdir}/THIRD-PARTY-LICENSES.txt`, licensesText(packages));
await writeSbom('lambda', packages);

function inputsOf({ outputs }: Metafile): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(outputs).map(([path, { inputs }]) => [basename(path), Object.keys(inputs)]),
  );
}
