/** When the prices were valid. Typed in by hand: without an account, AWS offers them only on web pages. */
export const asOf = 'mid-2026';

export interface Price {
  service: string;
  item: string;
  usd: number;
  /** The quantity that the price is for, and its name. */
  per: number;
  unit: string;
  /** The monthly free tier of every account, without a time limit. */
  free?: number;
}

const GB = 'GB';
const million = { per: 1e6, unit: 'million' };
const month = { per: 1, unit: 'month' };

/** List prices of us-east-1, in the first pricing tier. */
export const prices = {
  siteRequests: {
    // From the US, $0.010.
    ...{ service: 'CloudFront', item: 'HTTPS requests, from Europe' },
    ...{ usd: 0.012, per: 10_000, unit: '10,000', free: 10e6 },
  },
  transfer: {
    ...{ service: 'CloudFront', item: 'data transfer to the US and Europe' },
    ...{ usd: 0.085, per: 1, unit: GB, free: 1000 },
  },
  edgeFunctions: {
    ...{ service: 'CloudFront', item: 'function calls', usd: 0.1 },
    ...{ ...million, free: 2e6 },
  },
  objectReads: { service: 'S3', item: 'GET', usd: 0.0004, per: 1000, unit: '1,000' },
  objectStorage: { service: 'S3', item: 'storage', usd: 0.023, per: 1, unit: GB },
  apiRequests: { service: 'API Gateway', item: 'requests to a REST API', usd: 3.5, ...million },
  invocations: {
    ...{ service: 'Lambda', item: 'invocations', usd: 0.2 },
    ...{ ...million, free: 1e6 },
  },
  armSeconds: {
    ...{ service: 'Lambda', item: 'time on arm64' },
    ...{ usd: 0.0000133334, per: 1, unit: 'GB-second', free: 400_000 },
  },
  x86Seconds: {
    ...{ service: 'Lambda', item: 'time on x86_64' },
    ...{ usd: 0.0000166667, per: 1, unit: 'GB-second', free: 400_000 },
  },
  writes: { service: 'DynamoDB', item: 'write units, on demand', usd: 0.625, ...million },
  reads: { service: 'DynamoDB', item: 'read units, on demand', usd: 0.125, ...million },
  logs: {
    // 5 GB of ingestion, storage or queries are free: here, ingestion uses all of them.
    ...{ service: 'CloudWatch', item: 'log ingestion' },
    ...{ usd: 0.5, per: 1, unit: GB, free: 5 },
  },
  logStorage: { service: 'CloudWatch', item: 'log storage', usd: 0.03, per: 1, unit: GB },
  metrics: { service: 'CloudWatch', item: 'custom metrics', usd: 0.3, ...month, free: 10 },
  alarms: { service: 'CloudWatch', item: 'alarms', usd: 0.1, ...month, free: 10 },
  dashboards: { service: 'CloudWatch', item: 'dashboards', usd: 3, ...month, free: 3 },
  secrets: { service: 'Secrets Manager', item: 'secrets', usd: 0.4, ...month },
  keys: { service: 'KMS', item: 'keys', usd: 1, ...month },
  zones: { service: 'Route 53', item: 'hosted zones', usd: 0.5, ...month },
  traces: { service: 'X-Ray', item: 'traces recorded', usd: 5, ...million, free: 100_000 },
} satisfies Record<string, Price>;

export type Item = keyof typeof prices;
/** The quantity of each item per month. */
export type Usage = Partial<Record<Item, number>>;

export const items = Object.keys(prices) as Item[];

export function listCost(item: Item, quantity: number): number {
  const { usd, per } = prices[item];
  return (quantity / per) * usd;
}

/** The price beyond the free tier, if nothing else in the account uses that. */
export function costBeyondFree(item: Item, quantity: number): number {
  const { free = 0 }: Price = prices[item];
  return listCost(item, Math.max(0, quantity - free));
}
