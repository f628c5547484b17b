import { runScript } from '../lib/user-error.ts';
import { pythonTools } from './virtual-environment.ts';

// Runs before tests that run in parallel: two of them must not install the same tools at once.
await runScript(async () => {
  for (const name of process.argv.slice(2)) await pythonTools(name);
});
