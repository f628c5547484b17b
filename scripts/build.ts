import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';
import { appVariables, digestVariables, guardVariables, nightlyVariables } from '../app/config.ts';
import { openapiDocument } from '../app/openapi.ts';
import { lambdaBundle } from './lib/lambda-bundle.ts';
import { lazyBuiltins } from './lib/precompiled/lazy-builtins.ts';
import { precompiled } from './lib/precompiled/plugin.ts';
import { bundleWithCache } from './lib/serving-bundle.ts';
import { licensesText } from './supply/licenses.ts';
import { packagesOf } from './supply/packages.ts';
import { writeSbom } from './supply/sbom.ts';

const outdir = 'dist/lambda';

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
/** The other functions, with the variables that they read. */
const functions = { nightly: nightlyVariables, guard: guardVariables, digest: digestVariables };

const bundle = (name: string, entry: string, plugins: Plugin[] = []) =>
  build({ ...lambdaBundle, entryPoints: { [name]: entry }, outdir, plugins });
const plugins = [precompiled(appVariables), lazyBuiltins()];
const [api, others] = await Promise.all([
  bundleWithCache('app/entry/api.ts', `${outdir}/api.cjs`, plugins),
  Promise.all([
    bundle('index', 'app/entry/lambda.ts'),
    ...Object.entries(functions).map(([name, variables]) =>
      bundle(name, `app/entry/${name}.ts`, [precompiled(variables)]),
    ),
  ]),
  openapiDocument().then((document) => writeFile(`${outdir}/openapi.json`, document)),
]);
const metafiles = [api, ...others.map(({ metafile }) => metafile)];
const inputs = Object.assign({}, ...metafiles.map(inputsOf)) as Record<string, string[]>;
// What each file was made of, and what the app evaluates when it starts, for the tests.
await writeFile('dist/lambda-inputs.json', JSON.stringify(inputs));
await writeFile('dist/lambda-modules.json', JSON.stringify(api));
const packages = await packagesOf(Object.values(inputs).flat());
await writeFile(`${outdir}/THIRD-PARTY-LICENSES.txt`, licensesText(packages));
await writeSbom('lambda', packages);

function inputsOf({ outputs }: Metafile): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(outputs).map(([path, { inputs }]) => [
      basename(path),
      Object.keys(inputs).filter((input) => !/^(precompiled|lazy-builtin):/.test(input)),
    ]),
  );
}
