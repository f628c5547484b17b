import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { Script } from 'node:vm';

export interface Loaded<T> {
  exports: T;
  script: Script;
  /** Why V8 has to compile the code, if it has to. */
  problem?: string;
}

/** The name of the code cache of a file. What is compiled on one processor is not for another. */
export const cacheOf = (file: string) => `${file}.${process.arch}.cache`;

/**
 * Evaluates a file of CommonJS, in ASCII, as V8 compiled it when the cache beside it was made. Without a cache that fits,
 * V8 compiles it again, as it does any other file.
 */
export function loadCached<T>(file: string): Loaded<T> {
  const source = readFileSync(file, 'latin1');
  const wrapped = `(function (exports, require, module, __filename, __dirname) {${source}\n})`;
  const { script, problem } = compile(wrapped, file);
  const module = { exports: {} as T };
  const run = script.runInThisContext();
  run(module.exports, createRequire(file), module, file, dirname(file));
  return { exports: module.exports, script, ...(problem && { problem }) };
}

function compile(source: string, file: string): { script: Script; problem?: string } {
  // The cache contains it.
  const filename = basename(file);
  let cachedData: Buffer;
  try {
    cachedData = readFileSync(cacheOf(file));
  } catch {
    return { script: new Script(source, { filename }), problem: 'it is missing' };
  }
  setFlags();
  const script = new Script(source, { filename, cachedData });
  if (!script.cachedDataRejected) return { script };
  return { script, problem: `V8 ${process.versions.v8} rejects it` };
}

/** V8 refuses a cache that was made with other flags. Lambda's runtime starts Node.js with this one. */
function setFlags(): void {
  if ('gc' in globalThis) return;
  const v8: typeof import('node:v8') = createRequire(import.meta.url)('node:v8');
  v8.setFlagsFromString('--expose-gc');
}
