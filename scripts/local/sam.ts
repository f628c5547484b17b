import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { untilAnswers } from '../lib/until-answers.ts';
import { UserError } from '../lib/user-error.ts';
import { run } from '../python/virtual-environment.ts';
import { architecture } from './lambda-image.ts';

const envFile = fileURLToPath(new URL('sam-env.json', import.meta.url));

const wrapper = fileURLToPath(new URL('end-with-parent.ts', import.meta.url));
const parameters = ['--parameter-overrides', `Architecture=${architecture}`];

/** Functions inherit these credentials: they are dummies. */
const env = {
  ...process.env,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SESSION_TOKEN: '',
  SAM_CLI_TELEMETRY: '0',
};

/** `sam build`. @throws {UserError} with its last line on stderr. */
export async function samBuild(bin: string): Promise<void> {
  await run(join(bin, 'sam'), ['build', ...parameters], 'sam build failed.', env);
}

/**
 * Puts the manifest of the site where the function finds it, as there is no bucket. `url` is where the API
 * answers; nothing serves the site's other files.
 */
export async function addManifest(url: string): Promise<void> {
  const target = 'dist/sam-local';
  const build = fork('scripts/build-site.ts', [`--target=${target}`], {
    env: { ...process.env, SITE_URL: url },
  });
  const [code] = await once(build, 'exit');
  if (code !== 0) throw new UserError('The build of the site failed.');
  // SAM mounts the bundle where it was built.
  const folder = 'dist/lambda/site';
  await mkdir(folder, { recursive: true });
  await copyFile(join(target, 'site.json'), join(folder, 'site.json'));
}

interface Options {
  port: number;
  network: string;
  /** The engine's socket: SAM searches fewer places for it than Testcontainers. */
  dockerHost: string | undefined;
}

/** `sam local start-api`, outside the terminal's process group: we pass Ctrl-C on, once. */
export function startApi(bin: string, { port, network, dockerHost }: Options) {
  // Not EAGER: with two functions, SAM sometimes loses one container and starts another.
  const args = [
    ...['local', 'start-api', ...parameters, '--port', `${port}`, '--env-vars', envFile],
    ...['--docker-network', network, '--skip-pull-image', '--warm-containers', 'LAZY'],
  ];
  const child = fork(wrapper, [join(bin, 'sam'), ...args], {
    detached: true,
    env: { ...env, ...(dockerHost && { DOCKER_HOST: dockerHost }) },
  });
  const exit = once(child, 'exit');
  return {
    exit,
    listening: (url: string) => untilAnswers(url, () => child.exitCode === null),
    async stop() {
      if (child.connected) child.disconnect();
      await exit;
    },
  };
}
