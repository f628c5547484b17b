import { runScript } from '../lib/user-error.ts';
import { installJars } from './jars.ts';

// Runs before tests that run in parallel: two of them must not download the same jars at once.
await runScript(installJars);
