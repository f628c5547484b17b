/** Lines of the grid, the one at zero included. */
const mostLines = 5;

/** Whole numbers from 0 up to at least `max`, in equal steps of 1, 2 or 5 times a power of ten. */
export function ticksUpTo(max: number): number[] {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(max, 1))) - 1);
  const steps = [1, 2, 5, 10, 20, 50].map((factor) => factor * power);
  const step = steps.find((step) => max <= step * (mostLines - 1)) ?? max;
  const count = Math.max(1, Math.ceil(max / step));
  return Array.from({ length: count + 1 }, (_, i) => i * step);
}
