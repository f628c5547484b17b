import { readFileSync, writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import type * as api from '../../../app/entry/api.ts';
import { cacheOf, loadCached } from '../../../app/entry/code-cache.ts';

// Has V8 compile what the first requests of a process need, and writes that beside the file. `make.ts` starts it.
const [file = ''] = process.argv.slice(2);

// V8 forgets functions that were not called for a while, and compiles some when it has time.
setFlagsFromString('--no-flush-bytecode');
setFlagsFromString('--single-threaded');
const { exports, script } = loadCached<Pick<typeof api, 'start'>>(file);
const handler = await exports.start();
// So often that V8 has compiled what only some answers need, whatever their timing: the cache is always the same.
const rounds = 20;
for (let i = 0; i < rounds; i++) {
  for (const name of ['get-count', 'post-visitors-track']) {
    const event = JSON.parse(readFileSync(`events/${name}.json`, 'utf8'));
    const { statusCode } = await handler(event, {} as never);
    if (statusCode !== 200) throw new Error(`${name}: ${statusCode}`);
  }
}

// V8 compares the flags of now with those of the function's process.
for (const flag of [
  '--flush-bytecode',
  '--no-single-threaded',
  '--hash-seed=0',
  '--random-seed=0',
]) {
  setFlagsFromString(flag);
}
writeFileSync(cacheOf(file), script.createCachedData());
process.exit();
