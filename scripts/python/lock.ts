import { glob } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runScript } from '../lib/user-error.ts';
import { pythonTools, run } from './virtual-environment.ts';

// Writes each `.txt` anew from the `.in` beside it: every package that pip installs, with its version and
// the hashes of its files, for Linux and macOS and each version of Python from the one named here on.
const folder = fileURLToPath(new URL('.', import.meta.url));
const oldestPython: Record<string, string> = { api: '3.11', workflows: '3.11' };

await runScript(async () => {
  const uv = `${await pythonTools('lock')}/uv`;
  for await (const file of glob('*.in', { cwd: folder })) {
    const name = file.replace(/\.in$/, '');
    const python = `--python-version=${oldestPython[name] ?? '3.10'}`;
    const how = ['--universal', python, '--generate-hashes', '--no-build', '--no-annotate'];
    const args = ['pip', 'compile', ...how, '--upgrade', file, `--output-file=${name}.txt`];
    await run(uv, args, `uv could not lock ${file}.`, process.env, folder);
    console.log(`Written: scripts/python/${name}.txt`);
  }
});
