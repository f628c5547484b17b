import { fileURLToPath } from 'node:url';
import { loadCached } from './code-cache.ts';

// The function's entry point. The app itself is in a file of its own, which has a code cache.
const file = fileURLToPath(new URL('api.cjs', import.meta.url));
const { exports, problem } = loadCached<typeof import('./api.ts')>(file);
if (problem) {
  const message = `No code cache is used, so this start took longer: ${problem}`;
  console.log(JSON.stringify({ level: 'warn', message }));
}

export const handler = await exports.start();
