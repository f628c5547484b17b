import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export const wireFaults = ['lost-request', 'lost-answer', 'throttle'] as const;
export type WireFault = (typeof wireFaults)[number] | 'none';

/**
 * Loses requests of `client` or their answers: `fault` decides for each command. Faster than the fault
 * proxy, for tests with many thousands of commands.
 */
export function breakWire(client: DynamoDBDocumentClient, fault: () => WireFault): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const what = fault();
      if (what === 'lost-request') throw reset();
      if (what === 'throttle') {
        throw Object.assign(new Error('Slow down'), { name: 'ThrottlingException' });
      }
      const answer = next(args);
      if (what === 'none') return answer;
      await answer.catch(() => {});
      throw reset();
    },
    { step: 'initialize' },
  );
}

function reset(): Error {
  return Object.assign(new Error('A fault made by the test'), { code: 'ECONNRESET' });
}
