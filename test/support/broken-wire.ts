import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

export const wireFaults = ['lost-request', 'lost-answer', 'throttle'] as const;
export type WireFault = (typeof wireFaults)[number] | 'none';

/**
 * Loses what `client` sends or is answered, as `fault` says for each command. Quicker than the fault
 * proxy, for tests of many thousand commands.
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
