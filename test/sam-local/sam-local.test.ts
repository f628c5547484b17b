import { once } from 'node:events';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Test, test } from 'tap';
import { type ContainerRuntimeClient, getContainerRuntimeClient } from 'testcontainers';
import { isFree } from '../../scripts/lib/free-port.ts';
import { type RouteName, routes, tokenRoutes } from '../../scripts/lib/routes.ts';
import { ensureLambdaImage } from '../../scripts/local/lambda-image.ts';
import variables from '../../scripts/local/sam-env.json' with { type: 'json' };
import { contract } from '../contract/suite.ts';
import { type Command, printed, startCommand, until } from '../support/command.ts';
import { allEvents, asCall, expectedStatuses } from '../support/events.ts';
import { overHttp } from '../support/target.ts';

const engine = await getContainerRuntimeClient();
const { dockerode } = engine.container;
// Here, because no test waits as long as the first pull may take.
await ensureLambdaImage(engine);

function startSam(t: Test, env: NodeJS.ProcessEnv = {}, cwd = '.'): Command {
  return startCommand(t, 'scripts/sam-local.ts', { cwd, env: { PORT: '0', ...env } });
}

const apiUrl = (sam: Command) => printed(sam, /API {8}(http\S+)/);

/** The networks that a start created, each with its containers. */
async function networks({ child }: Command) {
  const label = [`cloud-resume.owner=${hostname()}:${child.pid}`];
  const found = await dockerode.listNetworks({ filters: { label } });
  return Promise.all(
    found.map(async ({ Id }) => {
      const { Containers = {} } = await dockerode.getNetwork(Id).inspect();
      return { id: Id, containers: Object.keys(Containers) };
    }),
  );
}

async function isThere(container: string): Promise<boolean> {
  return dockerode
    .getContainer(container)
    .inspect()
    .then(
      () => true,
      () => false,
    );
}

test('the contract holds on `sam local`, and Ctrl-C leaves nothing behind', async (t) => {
  const sam = startSam(t);
  const url = await apiUrl(sam);
  const target = overHttp(url);
  await contract(t, target, { alone: true, samLocal: true });

  await t.test('the requests of all events get the statuses of the table of routes', async (t) => {
    for (const [name, event] of Object.entries(await allEvents())) {
      const { status } = await target(asCall(event));
      const { asksUserPool } = routes[name as RouteName] ?? {};
      // There is no user pool. A call without a token does not get that far.
      const answered = expectedStatuses[name];
      const isPublic = !tokenRoutes.includes(name as RouteName);
      const expected = asksUserPool && isPublic ? 503 : answered;
      const isUnknown = expected === 404 && !routes[name as RouteName];
      t.equal(status, isUnknown ? 403 : expected, name);
    }
  });

  await t.test('the function has the variables of sam-env.json', async (t) => {
    const { ENVIRONMENT, ORIGIN_SECRET, PREVIOUS_ORIGIN_SECRET } = variables.ApiFunction;
    const ask = (secret: string) =>
      target({ path: '/health', headers: { 'x-origin-secret': secret } });
    t.match(JSON.parse((await ask(ORIGIN_SECRET)).body), { environment: ENVIRONMENT });
    t.equal((await ask(PREVIOUS_ORIGIN_SECRET)).status, 200);
    t.equal((await ask('forged')).status, 403);
  });

  const [network, ...others] = await networks(sam);
  t.equal(others.length, 0);
  t.equal(network?.containers.length, 2, 'database and function are on the network');
  sam.child.kill('SIGINT');
  await sleep(100);
  sam.child.kill('SIGINT');
  t.equal(await sam.exit, 0);
  t.strictSame(await networks(sam), []);
  for (const container of network?.containers ?? []) t.notOk(await isThere(container));
  t.ok(await isFree(Number(new URL(url).port), '127.0.0.1'));
});

test('when `npm run sam:local` is killed, sam ends, and the next start cleans up', async (t) => {
  const first = startSam(t);
  const url = await apiUrl(first);
  const [network] = await networks(first);
  first.child.kill('SIGKILL');
  await first.exit;
  t.ok(await until(() => isFree(Number(new URL(url).port), '127.0.0.1')), 'the port is free');

  const second = startSam(t);
  await printed(second, /(Ctrl-C stops it)/);
  t.strictSame(await networks(first), []);
  for (const container of network?.containers ?? []) t.notOk(await isThere(container));
  second.child.kill('SIGTERM');
  t.equal(await second.exit, 0);
});

/** Checks that a start ends with exit code 1 and one line that says what to do. */
async function failsWithOneLine(t: Test, sam: Command, message: RegExp): Promise<void> {
  t.equal(await sam.exit, 1);
  t.match(sam.output(), message);
  t.equal(sam.output().trim().split('\n').length, 1, sam.output());
}

test('sam:local reports a taken port in one line', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const message = new RegExp(`^Port ${port} is taken\\. .* PORT=\\d+ npm run sam:local\n$`);
  await failsWithOneLine(t, startSam(t, { PORT: `${port}` }), message);
});

test('sam:local reports an invalid port in one line', async (t) => {
  const message = /^Configuration: PORT: "http" is not valid\. Expected:/;
  await failsWithOneLine(t, startSam(t, { PORT: 'http' }), message);
});

test('sam:local reports a missing engine in one line', async (t) => {
  const env = { DOCKER_HOST: 'unix:///nowhere', HOME: tmpdir(), XDG_RUNTIME_DIR: tmpdir() };
  const message =
    /^sam local needs Docker or another container engine: no container engine answers\.\n$/;
  await failsWithOneLine(t, startSam(t, env), message);
});

test('sam:local reports a missing Python in one line', async (t) => {
  const project = await mkdtemp(join(tmpdir(), 'project-'));
  t.teardown(() => rm(project, { recursive: true }));
  for (const part of ['app', 'events', 'scripts', 'package.json', 'template.yaml']) {
    await cp(part, join(project, part), { recursive: true });
  }
  await symlink(resolve('node_modules'), join(project, 'node_modules'));
  const sam = startSam(t, { PATH: dirname(process.execPath) }, project);
  t.equal(await sam.exit, 1);
  t.match(sam.output(), /\nThis needs Python 3\.10 or newer with its module venv .*\n$/);
});

test('sam:local reports an image that cannot be pulled in one line', async (t) => {
  const pull = async () => {
    throw new Error('no such host');
  };
  const without = { image: { exists: async () => false, pull } };
  const message = /^The image for the function, \S+, cannot be pulled \(no such host\)\.$/;
  await t.rejects(ensureLambdaImage(without as unknown as ContainerRuntimeClient), { message });
});
