import { setTimeout as sleep } from 'node:timers/promises';

/** Whether a DynamoDB answers at `endpoint`: it rejects a request without credentials with 400. */
export async function isDynamoDb(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(3000) });
    await response.body?.cancel();
    return response.status === 400 && response.headers.has('x-amzn-requestid');
  } catch {
    return false;
  }
}

/** Waits until DynamoDB answers. @throws when `alive` returns false, or after 30 seconds. */
export async function untilDynamoDb(endpoint: string, alive: () => boolean): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end && alive(); await sleep(50)) {
    if (await isDynamoDb(endpoint)) return;
  }
  throw new Error('DynamoDB Local did not start');
}
