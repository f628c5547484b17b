import { kilobytes } from './format.ts';
import type { Measured } from './measure.ts';
import type { Item } from './prices.ts';
import { assumed, pageBytes } from './traffic.ts';

/** What a line of the bill comes from, item by item. */
export function explanations(measured: Measured): Record<Item, string> {
  const { pdfShare } = assumed;
  return {
    siteRequests: `a view: ${measured.files} files, ${pdfShare} PDFs, 1 count`,
    transfer: `a view: ${kilobytes(pageBytes(measured) + assumed.headerBytes)}`,
    edgeFunctions: 'a view: 1, which takes `/api` off',
    objectReads: `a view: ${1 + pdfShare}; what changes its name with its content is kept by CloudFront`,
    objectStorage: `${kilobytes(measured.storedBytes)}`,
    apiRequests: 'a view: 1',
    invocations: 'a view: 1',
    armSeconds: 'a view: memory × time, see below',
    x86Seconds: 'a view: memory × time, see below',
    writes: 'a view: 1',
    reads: 'a badge: 0.5',
    logs: 'a view: a line of the API, five of the function',
    logStorage: 'the same, for `LogRetentionDays`',
    metrics: '`PageView`; counted in months in which somebody came',
    alarms: 'one each',
    dashboards: 'one',
    secrets: 'what CloudFront shows the API',
    keys: 'one',
    zones: 'one',
    traces: 'a view: 1',
  };
}
