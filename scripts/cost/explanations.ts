import type { Line } from './bill.ts';
import { count } from './format.ts';
import type { Item } from './prices.ts';
import { scenarios } from './scenarios.ts';

/** What each line of a busy month's bill comes from. */
export function explanations(busy: Line[]): Record<Item, string> {
  const many = (item: Item) => busy.find((line) => line.item === item)?.quantity ?? 0;
  const aView = (item: Item, unit = 1) => `${count(many(item) / scenarios.busy.counts / unit)}`;
  const gbSeconds = 'memory × time, with a start for one in a hundred';
  return {
    siteRequests: `${aView('siteRequests')} a view: the page’s files, the PDF for some, the count, the visit`,
    transfer: `${aView('transfer', 1e-6)} kB a view: the same, with headers`,
    edgeFunctions: `${aView('edgeFunctions')} a view: takes \`/api\` off`,
    objectReads: `${aView('objectReads')} a view: the page, the PDF for some; CloudFront keeps the other files`,
    objectStorage: `${count(many('objectStorage') * 1e6)} kB`,
    apiRequests: `${aView('apiRequests')} a view: the count, the visit`,
    invocations: `${aView('invocations')} a view`,
    armSeconds: `${aView('armSeconds')} a view: ${gbSeconds}`,
    x86Seconds: `${aView('x86Seconds')} a view: ${gbSeconds}`,
    writes: `${aView('writes')} a view: one for the count, the others for the visit, whose shard grows during the day`,
    reads: `${aView('reads')} a view: the visitors of today, once in 5 seconds`,
    logs: `${aView('logs', 1e-6)} kB a view: of the API and of the function`,
    logStorage: 'the same, for `LogRetentionDays`',
    metrics: `${count(many('metrics'))}: \`PageView\`, in months in which somebody came`,
    alarms: count(many('alarms')),
    dashboards: count(many('dashboards')),
    secrets: `${count(many('secrets'))}: what CloudFront shows the API`,
    keys: count(many('keys')),
    zones: count(many('zones')),
    traces: `${aView('traces')} a view`,
  };
}
