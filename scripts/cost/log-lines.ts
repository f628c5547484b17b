import { buildApp } from '../../app/app.ts';
import type { Dependencies } from '../../app/dependencies.ts';
import { embeddedMetrics } from '../../app/metrics.ts';
import { registerRoutes } from '../../app/routes.ts';

// CloudWatch Logs adds this number of bytes to each event:
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
const perEvent = 26;
const requestId = '00000000-0000-4000-8000-000000000000';

/** Bytes that the function logs for one `GET /count`: the app's lines, and those that Lambda adds. */
export async function functionLogBytes(): Promise<number> {
  const lines = [
    `START RequestId: ${requestId} Version: $LATEST\n`,
    ...(await appLines()),
    `END RequestId: ${requestId}\n`,
    `REPORT RequestId: ${requestId}\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\tMax Memory Used: 123 MB\t\n`,
  ];
  return bytes(lines);
}

async function appLines(): Promise<string[]> {
  const lines: string[] = [];
  const write = (line: string) => lines.push(line);
  const dependencies: Dependencies = {
    counter: { add: async () => 1, total: async () => 1, raise: async () => false },
    metrics: embeddedMetrics('cloud-resume', write, () => Date.UTC(2026, 0)),
    // A view uses none of the others.
    ...({} as Omit<Dependencies, 'counter' | 'metrics'>),
  };
  const app = buildApp(
    dependencies.verifyToken,
    {
      config: { ALLOWED_ORIGINS: '', ENVIRONMENT: 'cost', LOG_LEVEL: 'info' },
      counting: { isPaused: () => false, refresh: async () => {} },
      openapi: async () => '',
      logStream: { write },
    },
    (app, options) => registerRoutes(app, dependencies, options),
  );
  await app.inject('/count');
  await app.close();
  // A fixed duration of two digits, as on AWS; here it varies.
  return lines.map((line) => line.replace(/"durationMs":\d+/, '"durationMs":12'));
}

const accessValues: Record<string, string> = {
  requestId,
  httpMethod: 'GET',
  resourcePath: '/count',
  status: '200',
  integrationStatus: '200',
};

/** Bytes of a line that API Gateway writes in this format. Unknown values are a dash, as there. */
export function accessLogBytes(format: string): number {
  const line = format.replace(/\$context\.([\w.]*\w)/g, (_, name) => accessValues[name] ?? '-');
  return bytes([`${line}\n`]);
}

function bytes(lines: string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + perEvent, 0);
}
