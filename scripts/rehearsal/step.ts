/**
 * Runs one step and prints one line with its time and the text that `act` returns.
 * @throws the reason of `signal` as soon as it aborts, even while the step is still running.
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
    const details = await Promise.race([act(), aborted.promise]);
    console.log(`ok  ${name} ${time()}${details ? `: ${details}` : ''}`);
  } catch (error) {
    console.error(`not ok  ${name} ${time()}`);
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
