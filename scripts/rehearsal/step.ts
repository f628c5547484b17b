/**
 * Does one step and says so in one line, with its time and what `act` returned to be told.
 * @throws the reason of `signal` at once when that is aborted, whatever the step still does.
 */
export async function step(
  name: string,
  act: () => Promise<string | undefined>,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const start = performance.now();
  const time = () => `(${((performance.now() - start) / 1000).toFixed(1)} s)`;
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    const told = await Promise.race([act(), aborted.promise]);
    console.log(`ok  ${name} ${time()}${told ? `: ${told}` : ''}`);
  } catch (error) {
    console.error(`not ok  ${name} ${time()}`);
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
