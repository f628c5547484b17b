import { properties, type Resources } from '../aws/template.ts';
import durations from './durations.json' with { type: 'json' };
import { accessLogBytes } from './log-lines.ts';
import type { Measured } from './measure.ts';
import type { Usage } from './prices.ts';

/** Assumptions where a measurement needs an account. Rather too high than too low. */
export const assumed = {
  /** The share of visitors who download the PDF. */
  pdfShare: 0.1,
  /** The size of a response's headers. */
  headerBytes: 1000,
};

/**
 * What Lambda bills for a call with that much memory, in seconds, and what a cold start adds to it, which AWS has billed
 * since August 2025. `npm run bench:memory` measures it. @throws {Error} for a size that it does not measure
 */
export function secondsOf(memoryMb: number): { warm: number; cold: number } {
  const found = Object.entries(durations).find(([size]) => Number(size) === memoryMb)?.[1];
  if (!found) throw new Error(`bench/memory.ts measures no ${memoryMb} MB`);
  return { warm: found.warmMs / 1000, cold: found.coldMs / 1000 };
}

/** The traffic of a month. */
export interface Traffic {
  /** Page loads by first-time visitors: their browsers load every file. */
  pages: number;
  /** `GET /count` */
  counts: number;
  /** `POST /v1/visitors/track` by first-time visitors of the day, the most expensive case. */
  tracks: number;
  /** `GET /count.svg` */
  badges: number;
  /** The share of calls that are cold starts: high on a quiet site, low on a busy one. */
  coldShare: number;
}

/**
 * What a counted visit costs on average: docs/scale.md has the measurements, test/visitors/budget.test.ts
 * the limits. The reads are those of a process that knows nothing of the day, the most expensive case.
 */
export const unitsOfVisit = { writes: 1.1, reads: 4 };

/** The bytes that CloudFront sends for a page, without the count. */
function pageBytes({ files, pageBytes, pdfBytes }: Measured): number {
  const { pdfShare, headerBytes } = assumed;
  return pageBytes + pdfShare * pdfBytes + (files + pdfShare) * headerBytes;
}

export function trafficUsage(resources: Resources, measured: Measured, traffic: Traffic): Usage {
  const { pages, counts, tracks, badges, coldShare } = traffic;
  const { pdfShare, headerBytes } = assumed;
  const settings = settingsOf(resources);
  const { warm, cold } = secondsOf(settings.memoryGb * 1024);
  const calls = counts + tracks + badges;
  const files = pages * (measured.files + pdfShare);
  const sent = pages * pageBytes(measured) + calls * headerBytes + badges * measured.badgeBytes;
  const seconds = calls * (warm + coldShare * cold);
  const logs = (calls * (measured.functionLogBytes + settings.accessLogBytes)) / 1e9;
  return {
    siteRequests: files + calls,
    transfer: sent / 1e9,
    edgeFunctions: files * settings.siteFunctions + calls * settings.apiFunctions,
    // CloudFront revalidates pages and PDFs each time, and caches the other files.
    objectReads: pages * (1 + pdfShare),
    objectStorage: measured.storedBytes / 1e9,
    apiRequests: calls,
    invocations: calls,
    [settings.arm ? 'armSeconds' : 'x86Seconds']: seconds * settings.memoryGb,
    // test/count/dynamo-repository.test.ts and test/visitors/budget.test.ts test these costs.
    writes: counts + tracks * unitsOfVisit.writes,
    reads: badges / 2 + tracks * unitsOfVisit.reads,
    logs,
    logStorage: logs * (settings.logDays / 30),
    metrics: counts > 0 ? 1 : 0,
    // X-Ray traces the first call of each second, and on a site like this calls come one by one.
    traces: settings.traced ? calls : 0,
  };
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
    logDays: logs.RetentionInDays,
    accessLogBytes: accessLogBytes(stage.AccessLogSetting.Format),
    siteFunctions: functionsOf(site.DefaultCacheBehavior),
    apiFunctions: functionsOf(api),
  };
}

function functionsOf(behavior: { FunctionAssociations?: unknown[] }): number {
  return behavior.FunctionAssociations?.length ?? 0;
}
