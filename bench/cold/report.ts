import { median } from '../percentile.ts';

interface Times {
  /** Milliseconds. */
  cpuMs: number;
  wallMs: number;
}

/** One process. */
export interface Run {
  peer: string;
  event: string;
  /** From the start of the process until the handler is loaded. */
  init: Times;
  first: Times;
  /** Of one request. */
  warm: Times;
  memoryMb: number;
}

export interface Size {
  bytes: number;
  gzipped: number;
}

/** In the order of the tables. `file` is below bench/peers/. */
export const peers: { name: string; title: string; file?: string }[] = [
  { name: 'ours', title: 'this app, all routes' },
  { name: 'uncached', title: 'this app, without its code cache' },
  { name: 'bare', title: 'handler on the AWS SDK', file: 'bare.js' },
  { name: 'cached', title: 'the same, with a code cache' },
  { name: 'signed', title: 'handler that signs by hand', file: 'signed.js' },
  { name: 'Hono', title: 'Hono and its Lambda adapter', file: 'hono.js' },
  { name: 'Express', title: 'Express and serverless-http', file: 'express.js' },
  { name: 'FastAPI', title: 'FastAPI, Mangum, boto3' },
];

export const cold = ({ init, first }: Run): number => init.cpuMs + first.cpuMs;
const coldWall = ({ init, first }: Run): number => init.wallMs + first.wallMs;

interface Conditions {
  rounds: number;
  processors: number;
  load: [number, number];
}

/** The ratios of a peer to the bare handler in the same round: both meet the same noise. */
export function ratios(runs: Run[], peer: string, event: string, of: (run: Run) => number) {
  const ofPeer = (name: string) =>
    runs.filter((run) => run.peer === name && run.event === event).map(of);
  const bare = ofPeer('bare');
  return ofPeer(peer).map((value, round) => value / (bare[round] ?? Number.NaN));
}

/** Tables in Markdown. */
export function report(runs: Run[], sizes: Map<string, Size>, conditions: Conditions): string {
  const { rounds, processors, load } = conditions;
  const table = (event: string) => {
    const rows = peers.map(({ name, title }) => {
      const own = runs.filter((run) => run.peer === name && run.event === event);
      const ms = (of: (run: Run) => number) => median(own.map(of)).toFixed(0);
      const ratio = (of: (run: Run) => number) => spread(ratios(runs, name, event, of));
      return `| ${title} | ${ms((run) => run.init.cpuMs)} + ${ms((run) => run.first.cpuMs)} ms | ${ratio(cold)} | ${ratio(coldWall)} | ${ratio((run) => run.warm.cpuMs)} | ${ratio((run) => run.warm.wallMs)} |`;
    });
    return `| | CPU of init + first answer | cold, CPU | cold, wall time | warm, CPU | warm, wall time |
|---|---|---|---|---|---|
${rows.join('\n')}`;
  };
  const memory = (name: string) =>
    Math.max(...runs.filter(({ peer }) => peer === name).map(({ memoryMb }) => memoryMb));
  const kb = (bytes: number | undefined) => (bytes ? `${(bytes / 1000).toFixed(0)} kB` : '–');
  return `\`GET /count\`, ratios to the handler on the AWS SDK, as median (smallest–largest):

${table('get-count')}

\`POST /v1/visitors/track\`:

${table('post-visitors-track')}

| | minified | gzipped | peak memory |
|---|---|---|---|
${peers.map(({ name, title }) => `| ${title} | ${kb(sizes.get(name)?.bytes)} | ${kb(sizes.get(name)?.gzipped)} | ${memory(name).toFixed(0)} MB |`).join('\n')}

${rounds} rounds on a machine with ${processors} processors and a load of ${load[0].toFixed(1)} at the start and ${load[1].toFixed(1)} at the end.`;
}

function spread(values: number[]): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}
