import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { installMarker } from '../lib/install-marker.ts';
import { runScript, UserError } from '../lib/user-error.ts';

/**
 * Installs the packages of a folder that has a `package.json` of its own, beside those of the root.
 * Does nothing when they are those of its lock file already.
 * @throws {UserError} when npm fails.
 */
async function installPackages(folder: string): Promise<void> {
  const marker = installMarker(join(folder, 'node_modules'), join(folder, 'package-lock.json'));
  if (await marker.isCurrent()) return;

  console.log(`Installing the packages of ${folder} …`);
  const npm = spawn('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const [code] = await once(npm, 'exit');
  if (code !== 0) throw new UserError(`npm ci in ${folder} failed.`);
  await marker.set();
}

await runScript(async () => {
  for (const folder of process.argv.slice(2)) await installPackages(folder);
});
