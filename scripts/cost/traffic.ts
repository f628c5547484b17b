import { properties, type Resources } from '../aws/template.ts';
import { accessLogBytes } from './log-lines.ts';
import type { Measured } from './measure.ts';
import type { Usage } from './prices.ts';

/** What cannot be measured without an account. Rather too much than too little. */
export const assumed = {
  /** Of those who open the page. */
  pdfShare: 0.1,
  /** Of the headers of an answer. */
  headerBytes: 1000,
  warmSeconds: 0.02,
  /** What a start adds; AWS bills it since August 2025. */
  coldSeconds: 0.7,
};

/** A month of it. */
export interface Traffic {
  /** Of people who were never there: their browsers load every file. */
  pages: number;
  /** `GET /count` */
  counts: number;
  /** `POST /v1/visitors/track` of people who were not there yet that day: the dearest kind. */
  tracks: number;
  /** `VisitorShards`, when it is to be another number than the template's. */
  shards?: number;
  /** `GET /count.svg` */
  badges: number;
  /** Share of calls for which Lambda starts a process: many on a quiet site, few on a busy one. */
  coldShare: number;
}

const daysOfMonth = 30;
/** A process that is always there reads the numbers anew once in 5 seconds at the most. */
const refreshes = (daysOfMonth * 24 * 3600) / 5;

/** What CloudFront sends for a page, in bytes; without the count. */
function pageBytes({ files, pageBytes, pdfBytes }: Measured): number {
  const { pdfShare, headerBytes } = assumed;
  return pageBytes + pdfShare * pdfBytes + (files + pdfShare) * headerBytes;
}

export function trafficUsage(resources: Resources, measured: Measured, traffic: Traffic): Usage {
  const { pages, counts, tracks, badges, coldShare } = traffic;
  const { pdfShare, headerBytes, warmSeconds, coldSeconds } = assumed;
  const settings = settingsOf(resources);
  const shards = traffic.shards ?? settings.shards;
  const calls = counts + tracks + badges;
  const files = pages * (measured.files + pdfShare);
  const sent = pages * pageBytes(measured) + calls * headerBytes + badges * measured.badgeBytes;
  const seconds = calls * (warmSeconds + coldShare * coldSeconds);
  const logs = (calls * (measured.functionLogBytes + settings.accessLogBytes)) / 1e9;
  return {
    siteRequests: files + calls,
    transfer: sent / 1e9,
    edgeFunctions: files * settings.siteFunctions + calls * settings.apiFunctions,
    // Pages and PDFs are asked after each time, other files are kept by CloudFront.
    objectReads: pages * (1 + pdfShare),
    objectStorage: measured.storedBytes / 1e9,
    apiRequests: calls,
    invocations: calls,
    [settings.arm ? 'armSeconds' : 'x86Seconds']: seconds * settings.memoryGb,
    // test/count/dynamo-repository.test.ts and test/visitors/budget.test.ts hold what each costs.
    writes: counts + tracks * unitsOfVisit(tracks / daysOfMonth, shards),
    reads: badges / 2 + Math.min(tracks, refreshes) * (1 + shards / 2),
    logs,
    logStorage: logs * (settings.logDays / 30),
    metrics: counts > 0 ? 1 : 0,
    // X-Ray takes the first call of each second, and on a site like this they come one by one.
    traces: settings.traced ? calls : 0,
  };
}

/** Write units of the visit that makes a shard have `visitors`: test/visitors/budget.test.ts measures it. */
export function unitsOfVisitor(visitors: number): number {
  return Math.ceil((73 + 13 * visitors) / 1024);
}

/** Write units of a visit, on average over a day: it costs by the size of its shard, which grows. */
function unitsOfVisit(visitorsOfDay: number, shards: number): number {
  const visitors = Math.max(1, Math.round(visitorsOfDay / shards));
  const units = Array.from({ length: visitors }, (_, v) => unitsOfVisitor(v + 1));
  return units.reduce((sum, n) => sum + n, 0) / visitors;
}

function settingsOf(Resources: Resources) {
  const lambda = properties({ Resources }, 'ApiFunction');
  const stage = properties({ Resources }, 'ApiProdStage');
  const logs = properties({ Resources }, 'ApiFunctionLogs');
  const site = properties({ Resources }, 'SiteDistribution').DistributionConfig;
  const api = site.CacheBehaviors.find((b: { PathPattern: string }) => b.PathPattern === '/api/*');
  return {
    memoryGb: lambda.MemorySize / 1024,
    arm: lambda.Architectures[0] === 'arm64',
    traced: lambda.TracingConfig.Mode === 'Active',
    shards: lambda.Environment.Variables.VISITOR_SHARDS,
    logDays: logs.RetentionInDays,
    accessLogBytes: accessLogBytes(stage.AccessLogSetting.Format),
    siteFunctions: functionsOf(site.DefaultCacheBehavior),
    apiFunctions: functionsOf(api),
  };
}

function functionsOf(behavior: { FunctionAssociations?: unknown[] }): number {
  return behavior.FunctionAssociations?.length ?? 0;
}
