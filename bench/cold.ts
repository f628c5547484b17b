import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { lambdaBundle } from '../scripts/lib/lambda-bundle.ts';
import { bundleWithCache } from '../scripts/lib/serving-bundle.ts';
import { runScript } from '../scripts/lib/user-error.ts';
import { pythonTools } from '../scripts/python/virtual-environment.ts';
import { coldChart } from './cold/chart.ts';
import { measureFirstUses } from './cold/first-uses.ts';
import { peers, type Run, report, type Size } from './cold/report.ts';
import { sizeOf } from './cold/size.ts';
import { inserted } from './page-part.ts';

const run = promisify(execFile);
const rounds = Number(process.env.ROUNDS ?? 15);
const warmRequests = 400;
/** What the file of some handlers loads, beside it. */
const bundles: Record<string, string> = {
  ours: 'api.cjs',
  uncached: 'api.cjs',
  cached: 'bare.cjs',
};
/** With which Lambda's runtime starts Node.js. */
const lambdaFlag = '--expose-gc';
const page = 'docs/performance.md';
const events = ['get-count', 'post-visitors-track'] as const;

// Starts each handler in fresh processes on one processor, all in turn, and compares them with the one on the SDK alone.
await runScript(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cold-'));
  const stub = spawn(process.execPath, ['scripts/lib/code-cache/dynamodb-stub.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [port] = await once(stub.stdout.setEncoding('utf8'), 'data');
    const files = await bundlePeers(folder);
    const python = join(await pythonTools('bench'), 'python');
    const env = {
      PATH: process.env.PATH,
      DYNAMODB_ENDPOINT: `http://127.0.0.1:${port.trim()}`,
      DATA_TABLE_NAME: 'bench',
      EPHEMERAL_TABLE_NAME: 'bench-ephemeral',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_LAMBDA_FUNCTION_NAME: 'bench',
      USER_POOL_ID: 'us-east-1_none',
      USER_POOL_CLIENT_ID: 'none',
      COGNITO_ENDPOINT: `http://127.0.0.1:${port.trim()}`,
    };
    const runs: Run[] = [];
    const load: [number, number] = [currentLoad(), 0];
    for (let round = 1; round <= rounds; round++) {
      for (const event of events) {
        for (const peer of peers) {
          const command =
            peer.name === 'FastAPI'
              ? [python, 'bench/cold/host.py', resolve('bench/peers/fastapi_app.py')]
              : [process.execPath, lambdaFlag, 'bench/cold/host.js', files.get(peer.name) ?? ''];
          runs.push({ peer: peer.name, event, ...(await measure(command, event, env)) });
        }
      }
      console.log(`${round}/${rounds}`);
    }
    load[1] = currentLoad();
    const node = [process.execPath, lambdaFlag, 'bench/cold/host.js'];
    const uses = await measureFirstUses(folder, rounds, (event, status) =>
      start([...node, files.get('ours') ?? ''], event, [1, status], env),
    );
    const sizes = new Map<string, Size>();
    for (const [name, file] of files) {
      const loaded = bundles[name] && join(dirname(file), bundles[name]);
      sizes.set(name, await sizeOf(loaded ? [file, loaded] : [file]));
    }
    const conditions = { rounds, load, processors: cpus().length };
    const text = `${report(runs, sizes, conditions)}\n\n${uses}`;
    await writeFile(page, inserted(await readFile(page, 'utf8'), 'npm run bench:cold', text));
    await writeFile('docs/images/cold-start.svg', coldChart(runs));
    console.log(`${text}\n\nWritten: ${page}`);
  } finally {
    stub.kill();
    await rm(folder, { recursive: true });
  }
});

/** The load average of the last minute. */
function currentLoad(): number {
  return loadavg()[0] ?? 0;
}

/** Ours is as built by `npm run build`, the others by the same bundler with the same settings. */
async function bundlePeers(outdir: string): Promise<Map<string, string>> {
  const files = new Map([['ours', resolve('dist/lambda/index.mjs')]]);
  const sources = peers.flatMap(({ name, file }) => (file ? [[name, file] as const] : []));
  await build({
    ...lambdaBundle,
    entryPoints: sources.map(([, file]) => `bench/peers/${file}`),
    outdir,
    // For the packages that the peers share with us.
    nodePaths: ['node_modules'],
  });
  for (const [name, file] of sources)
    files.set(name, join(outdir, basename(file).replace('.js', '.mjs')));
  files.set('uncached', await withoutCache(join(outdir, 'uncached')));
  files.set('cached', await bareWithCache(outdir));
  return files;
}

async function withoutCache(folder: string): Promise<string> {
  const filter = (path: string) => !path.endsWith('.cache');
  await cp('dist/lambda', folder, { recursive: true, filter });
  return join(folder, 'index.mjs');
}

/** The handler on the SDK, bundled and loaded as this app is. */
async function bareWithCache(folder: string): Promise<string> {
  const [file, bundle] = [join(folder, 'cached.mjs'), join(folder, 'bare.cjs')];
  await bundleWithCache('bench/peers/cached.js', bundle);
  const contents = `import { loadCached } from './app/entry/code-cache.ts';
    export const handler = await loadCached(${JSON.stringify(bundle)}).exports.start();`;
  const stdin = { contents, resolveDir: process.cwd(), loader: 'ts' } as const;
  await build({ ...lambdaBundle, stdin, outfile: file });
  return file;
}

function measure(command: string[], event: string, env: NodeJS.ProcessEnv) {
  return start(command, `events/${event}.json`, [warmRequests], env);
}

async function start(
  [program = '', ...args]: string[],
  event: string,
  options: number[],
  env: NodeJS.ProcessEnv,
) {
  const { stdout } = await run(
    'taskset',
    ['--cpu-list', '0', program, ...args, event, ...options.map(String)],
    { env: { ...env, STARTED_AT: `${Date.now()}` } },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Omit<Run, 'peer' | 'event'>;
}
