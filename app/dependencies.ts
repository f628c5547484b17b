import type { Config } from './config.ts';
import { dynamoCountRepository } from './count/dynamo-repository.ts';
import type { CountRepository } from './count/repository.ts';
import { documentClient } from './dynamo/client.ts';
import { embeddedMetrics, type Metrics, noMetrics } from './metrics.ts';

export interface Dependencies {
  counter: CountRepository;
  metrics: Metrics;
}

/** The only place where implementations are chosen. Opens no connection. */
export function createDependencies(config: Config): Dependencies {
  const client = documentClient(config);
  return {
    counter: dynamoCountRepository(client, config.TABLE_NAME),
    metrics: config.AWS_LAMBDA_FUNCTION_NAME
      ? embeddedMetrics((line) => process.stdout.write(line))
      : noMetrics,
  };
}
