import type { Test } from 'tap';

/** Random numbers from 0 to 1. It prints their seed; SEED=… npm test repeats them. */
export function seededRandom(t: Test): () => number {
  let state = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));
  t.comment(`SEED=${state}`);
  // mulberry32
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}
