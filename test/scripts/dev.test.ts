import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  cp,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import tap, { type Test, test } from 'tap';
import { getContainerRuntimeClient } from 'testcontainers';
import { isFree } from '../../scripts/lib/free-port.ts';
import { isRunning } from '../../scripts/lib/processes.ts';
import { type Command, printed, startCommand, until } from '../support/command.ts';

/** A copy of the project, so that its files can be changed. */
const project = await mkdtemp(join(tmpdir(), 'project-'));
tap.teardown(() => rm(project, { recursive: true }));
for (const part of [
  ...['admin', 'app', 'public', 'scripts', 'site', 'template.yaml'],
  ...['package.json', 'package-lock.json', 'tsconfig.json'],
]) {
  await cp(part, join(project, part), { recursive: true });
}
await cp('test/support/sample-resume.json', join(project, 'public/resume.json'));
await symlink(resolve('node_modules'), join(project, 'node_modules'));

/** Starts npm run dev in that copy, on a free port, with its own data and its own database. */
function startDev(t: Test, { DYNAMODB_ENDPOINT, ...env }: NodeJS.ProcessEnv): Command {
  return startCommand(t, 'scripts/dev.ts', {
    cwd: project,
    env: { PORT: '0', HOST: '127.0.0.1', DYNAMODB_ENDPOINT, ...env },
  });
}

async function dataDir(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'data-'));
  t.teardown(() => rm(folder, { recursive: true }));
  return folder;
}

const siteUrl = (dev: Command) => printed(dev, /Site and API {2}(\S+)/);

async function count(url: string): Promise<number> {
  const answer = (await (await fetch(`${url}/api/count`)).json()) as { count: number };
  return answer.count;
}

/** Whether a start left its database: a container with its label, or the process of the jar. */
async function databaseIsLeft(pid: number | undefined, jarPid: number | undefined) {
  if (jarPid) return isRunning(jarPid, 'DynamoDBLocal');
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const label = [`cloud-resume.owner=${hostname()}:${pid}`];
  return (await dockerode.listContainers({ all: true, filters: { label } })).length > 0;
}

async function jarPidOf(folder: string): Promise<number | undefined> {
  return JSON.parse(await readFile(join(folder, 'owner.json'), 'utf8')).databasePid;
}

test('npm run dev serves page, counter and sign-in, cleans up, and its data survives', async (t) => {
  const DATA_DIR = await dataDir(t);
  let refreshToken = 'none';
  let killed: { pid: number | undefined; jarPid: number | undefined } | undefined;
  for (const [i, signal] of (['SIGTERM', 'SIGKILL', 'SIGINT'] as const).entries()) {
    const dev = startDev(t, { DATA_DIR });
    const url = await siteUrl(dev);
    t.match(dev.output(), /Database {6}DynamoDB Local in /);
    t.match(dev.output(), /Data {10}\S+/);
    const page = await fetch(url);
    t.match(page.headers.get('content-security-policy'), /^default-src 'none'/);
    t.match(await page.text(), '<span id="visitor-count"');
    t.equal(await count(url), i + 1);
    t.equal((await fetch(`${url}/openapi.json`)).status, 200);

    const [, email, password] = /Sign-in {7}(\S+), password (\S+)/.exec(dev.output()) ?? [];
    const post = (name: string, body: object) =>
      fetch(`${url}/api/v1/auth/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    t.equal((await post('refresh', { refreshToken })).status, i === 0 ? 401 : 200);
    const login = await post('login', { email, password });
    t.equal(login.status, 200);
    const signedIn = (await login.json()) as { refreshToken: string; user: { role: string } };
    t.equal(signedIn.user.role, 'owner');
    if (i === 0) refreshToken = signedIn.refreshToken;

    if (killed) {
      t.notOk(
        await databaseIsLeft(killed.pid, killed.jarPid),
        'the database of the killed process is gone',
      );
    }
    const jarPid = await jarPidOf(DATA_DIR);
    t.ok(await databaseIsLeft(dev.child.pid, jarPid), 'the test sees the database');
    const port = Number(new URL(url).port);
    dev.child.kill(signal);
    if (signal === 'SIGKILL') {
      await dev.exit;
      t.ok(await until(() => isFree(port, '127.0.0.1')), 'the app ends as well');
      killed = { pid: dev.child.pid, jarPid };
      continue;
    }
    // Ctrl-C sends one signal from the terminal, and another one from npm.
    if (signal === 'SIGINT') {
      await sleep(100);
      dev.child.kill('SIGINT');
    }
    t.equal(await dev.exit, 0, dev.output());
    t.notOk(await databaseIsLeft(dev.child.pid, jarPid));
    t.ok(await isFree(port, '127.0.0.1'));
    t.notOk(existsSync(join(DATA_DIR, 'owner.json')));
  }
});

/** Checks that the site has its page and every file that the page refers to. */
async function isWhole(t: Test, site: string): Promise<void> {
  const page = await (await fetch(site)).text();
  const files = [...page.matchAll(/(?:href|src)="(\/[^"]+)"/g)].map(([, path]) => path);
  t.ok(files.length > 5);
  for (const file of files as string[]) t.equal((await fetch(`${site}${file}`)).status, 200, file);
}

test('npm run dev keeps its promises while it runs', async (t) => {
  const DATA_DIR = await dataDir(t);
  const dev = startDev(t, { DATA_DIR });
  const url = await siteUrl(dev);

  await t.test('the site knows its address', async (t) => {
    const manifest = (await (await fetch(`${url}/site.json`)).json()) as { url: string };
    t.equal(manifest.url, `${url}/`);
  });

  await t.test('the commands of the README sign in, refresh and sign out', async (t) => {
    const readme = await readFile('README.md', 'utf8');
    const [, lines = ''] = /```sh\n(auth=.*?)```/s.exec(readme) ?? [];
    const script = lines.replace('http://localhost:3000', url).replaceAll('\ncurl', '\necho; curl');
    const cwd = await dataDir(t);
    const { stdout } = await promisify(execFile)('bash', ['-ec', script], { cwd });
    const [me, refreshed, out, refused] = stdout.trim().split('\n').slice(-4);
    t.match(JSON.parse(me ?? ''), { email: 'owner@example.com', role: 'owner' });
    t.match(JSON.parse(refreshed ?? ''), { accessToken: String, tokenType: 'Bearer' });
    t.equal(out, '');
    t.equal(JSON.parse(refused ?? '').statusCode, 401);
  });

  await t.test('a second npm run dev cannot open the same data', async (t) => {
    t.equal(await count(url), 1);
    const second = startDev(t, { DATA_DIR });
    t.equal(await second.exit, 1);
    t.match(second.output(), /^Another "npm run dev" \(process \d+\) has the data open\. .*\n$/);
    t.equal(await count(url), 2);
  });

  await t.test('another npm run dev and builds run beside it', async (t) => {
    const other = startDev(t, { DATA_DIR: await dataDir(t) });
    const builds = [1, 2, 3].map(() =>
      startCommand(t, 'scripts/build-site.ts', { cwd: project, env: {} }),
    );
    for (const build of builds) t.equal(await build.exit, 0, build.output());
    for (const site of [url, await siteUrl(other)]) await isWhole(t, site);
    for (const folder of ['dev', 'site']) {
      const files = await readdir(join(project, 'dist', folder));
      for (const file of ['index.html', '404.html', 'assets']) t.ok(files.includes(file), file);
    }
  });

  await t.test('npm run dev restarts the app after a change', async (t) => {
    await utimes(join(project, 'app/metrics.ts'), new Date(), new Date());
    await printed(dev, /(A file changed; restarting the app)/);
    t.ok(await until(async () => (await fetch(`${url}/health`).catch(() => null))?.ok ?? false));
    t.equal(await count(url), 3);
  });

  await t.test('npm run dev shows an edit at once, and explains a mistake', async (t) => {
    const file = join(project, 'public/resume.json');
    const before = await readFile(file, 'utf8');
    const page = async () => (await fetch(url)).text();
    // A change in app/render/ also restarts the app.
    const shows = (text: string) =>
      until(async () => (await page().catch(() => '')).includes(text), 30);

    await writeFile(file, before.replace('Maren Okafor', 'Somebody Else'));
    t.ok(await shows('<h1>Somebody Else</h1>'));
    await writeFile(file, before.replace('"2023-04"', '"April"'));
    const problem = 'work[0].startDate must be a date such as 2021, 2021-03 or 2021-03-15';
    t.ok(await shows(problem), 'on the page');
    await printed(dev, /(resume\.json:\d+: work\[0\]\.startDate must be a date)/);
    await writeFile(file, before.replace('"label"', '"lable"'));
    await printed(dev, /(resume\.json:\d+: basics\.lable is not shown .* did you mean label\?)/);
    // Many editors save like this: a new file replaces the old one.
    for (const name of ['Maren Okafor', 'Somebody Else', 'Maren Okafor']) {
      await writeFile(`${file}~`, before.replace('Maren Okafor', name));
      await rename(`${file}~`, file);
      t.ok(await shows(`<h1>${name}</h1>`), name);
    }

    const labels = join(project, 'app/render/labels/en.ts');
    await writeFile(labels, (await readFile(labels, 'utf8')).replace("'Experience'", "'Jobs'"));
    t.ok(await shows('>Jobs</h2>'), 'a change in app/render/');
  });
});

/** Checks that a start ends with exit code 1 and one line that says what to do. */
async function failsWithOneLine(t: Test, env: NodeJS.ProcessEnv, message: RegExp): Promise<void> {
  const dev = startDev(t, { DATA_DIR: await dataDir(t), ...env });
  t.equal(await dev.exit, 1);
  t.match(dev.output(), message);
  t.equal(dev.output().trim().split('\n').length, 1, dev.output());
}

test('npm run dev reports a taken port in one line', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const message = new RegExp(`^Port ${port} is taken\\. .* PORT=\\d+ npm run dev\n$`);
  await failsWithOneLine(t, { PORT: `${port}` }, message);
});

test('npm run dev reports a dead DYNAMODB_ENDPOINT in one line', async (t) => {
  const env = { DYNAMODB_ENDPOINT: 'http://127.0.0.1:9' };
  await failsWithOneLine(
    t,
    env,
    /^No DynamoDB answers at DYNAMODB_ENDPOINT=http:\/\/127\.0\.0\.1:9/,
  );
});

test('npm run dev reports a DYNAMODB_ENDPOINT that never answers in one line', async (t) => {
  const server = createServer(() => {}).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const env = { DYNAMODB_ENDPOINT: `http://127.0.0.1:${port}` };
  await failsWithOneLine(t, env, /^No DynamoDB answers at DYNAMODB_ENDPOINT=/);
});

test('npm run dev reports an invalid variable in one line', async (t) => {
  await failsWithOneLine(
    t,
    { PORT: 'http' },
    /^Configuration: PORT: "http" is not valid\. Expected:/,
  );
  await failsWithOneLine(
    t,
    { DYNAMODB_LOCAL: 'x' },
    /^DYNAMODB_LOCAL: "x" is not valid\. Expected:/,
  );
});

const noEngine = {
  DYNAMODB_LOCAL: '',
  DOCKER_HOST: 'unix:///nowhere',
  HOME: tmpdir(),
  XDG_RUNTIME_DIR: tmpdir(),
};
const skip = existsSync('/var/run/docker.sock') && 'an engine listens at /var/run/docker.sock';
const noJava = { PATH: dirname(process.execPath), JAVA_HOME: '' };

test('npm run dev says why it uses Java instead of a container', { skip }, async (t) => {
  const dev = startDev(t, { DATA_DIR: await dataDir(t), ...noEngine });
  // The latter on a machine without Java.
  await printed(dev, /(?:Java \d+ .*, as|^No database:) no container engine answers/);
});

test('npm run dev reports a missing Java in one line', async (t) => {
  const env = { ...noJava, DYNAMODB_LOCAL: 'jar' };
  await failsWithOneLine(t, env, /^No database: there is no Java\. Start Docker/);
});

test('npm run dev reports in one line that engine and Java are missing', { skip }, async (t) => {
  const message = /^No database: no container engine answers; there is no Java\. Start Docker/;
  await failsWithOneLine(t, { ...noEngine, ...noJava }, message);
});
