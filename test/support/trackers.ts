import type { Test } from 'tap';
import { utcDay } from '../../app/days/utc-day.ts';
import { summarize } from '../../app/features/visitors/summary.ts';
import { chrome } from './agents.ts';
import { build } from './build.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';
import { startServer } from './server.ts';
import { makeTable } from './table.ts';
import { inProcess, overHttp, type Target } from './target.ts';
import { repositoryOn, soon } from './visitors.ts';

/** The app in this process, behind a proxy, and its tracker. */
export async function appBehindProxy(t: Test) {
  const proxy = await startFaultProxy(t);
  const table = await makeTable(t);
  const { app } = await build(t, {
    env: { DATA_TABLE_NAME: table.name, DYNAMODB_ENDPOINT: proxy.url },
  });
  const visitors = async () => (await dayOf(repositoryOn(table))).visitors;
  return { track: trackerOf(inProcess(app)), proxy, visitors };
}

/** The app in a process of its own, behind a proxy, and its tracker. */
export async function trackerBehindProxy(t: Test) {
  const proxy: FaultProxy = await startFaultProxy(t);
  const table = await makeTable(t);
  const server = await startServer(t, {
    DATA_TABLE_NAME: table.name,
    DYNAMODB_ENDPOINT: proxy.url,
    VISITORS_PER_NETWORK: '1000',
  });
  const track = trackerOf(overHttp(server.url));
  const day = () => dayOf(repositoryOn(table));
  return { track, proxy, server, day, visitors: async () => (await day()).visitors };
}

function trackerOf(target: Target) {
  return (visitor: number) => {
    const body = JSON.stringify({ path: '/', referrer: `https://${visitor % 20}.example/` });
    const headers = {
      'user-agent': `${chrome} Visitor/${visitor}`,
      'content-type': 'application/json',
      'content-length': `${body.length}`,
    };
    return target({ method: 'POST', path: '/v1/visitors/track', headers, body });
  };
}

/** What the tables say of today. */
export async function dayOf(repository: ReturnType<typeof repositoryOn>) {
  const today = utcDay(Date.now());
  return (await repository.summaries([today], soon())).get(today) ?? summarize();
}
