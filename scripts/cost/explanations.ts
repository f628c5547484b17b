import type { Line } from './bill.ts';
import { count } from './format.ts';
import type { Item } from './prices.ts';
import { scenarios } from './scenarios.ts';

/** Where each line of a busy month's bill comes from. */
export function explanations(busy: Line[]): Record<Item, string> {
  const many = (item: Item) => busy.find((line) => line.item === item)?.quantity ?? 0;
  const aView = (item: Item, unit = 1) => `${count(many(item) / scenarios.busy.counts / unit)}`;
  const gbSeconds = 'memory × time, with a cold start for one call in a hundred';
  return {
    siteRequests: `${aView('siteRequests')} per view: the page’s files, sometimes the PDF, the count, the visit`,
    transfer: `${aView('transfer', 1e-6)} kB per view: the same, with headers`,
    edgeFunctions: `${aView('edgeFunctions')} per view: removes \`/api\` from the path`,
    objectReads: `${aView('objectReads')} per view: the page, sometimes the PDF; CloudFront caches the other files`,
    objectStorage: `${count(many('objectStorage') * 1e6)} kB`,
    apiRequests: `${aView('apiRequests')} per view: the count, the visit`,
    invocations: `${aView('invocations')} per view`,
    armSeconds: `${aView('armSeconds')} per view: ${gbSeconds}`,
    x86Seconds: `${aView('x86Seconds')} per view: ${gbSeconds}`,
    writes: `${aView('writes')} per view: one for the count, the others for the visit`,
    reads: `${aView('reads')} per view: the items that count the visitors of today, if no process knows them`,
    logs: `${aView('logs', 1e-6)} kB per view: the API’s log and the function’s log`,
    logStorage: 'the same, for `LogRetentionDays`',
    metrics: `${count(many('metrics'))}: \`PageView\`, in months with at least one view`,
    alarms: count(many('alarms')),
    dashboards: count(many('dashboards')),
    secrets: `${count(many('secrets'))}: the origin secret that CloudFront sends to the API`,
    keys: count(many('keys')),
    zones: count(many('zones')),
    traces: `${aView('traces')} per view`,
  };
}
