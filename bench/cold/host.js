// Runs a handler instead of Lambda's runtime: one cold start, then warm requests. Plain JavaScript, as
// stripping types would take longer than the start of some handlers.
import { readFileSync } from 'node:fs';

const [file, eventFile, warmRequests, expected = '200'] = process.argv.slice(2);
const event = JSON.parse(readFileSync(eventFile, 'utf8'));
// The app's log lines would end up between the results.
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

async function request() {
  const { statusCode } = await handler(event, { awsRequestId: 'bench' });
  if (statusCode !== Number(expected)) throw new Error(`${file} answered ${statusCode}`);
}

const { handler } = await import(file);
// Since the start of the process, Node's own included.
const init = { cpuMs: cpuMs(), wallMs: performance.now() };
await request();
const first = { cpuMs: cpuMs() - init.cpuMs, wallMs: performance.now() - init.wallMs };

for (let i = 0; i < warmRequests / 4; i++) await request();
const [startCpu, start] = [cpuMs(), performance.now()];
for (let i = 0; i < warmRequests; i++) await request();
const warm = {
  cpuMs: (cpuMs() - startCpu) / warmRequests,
  wallMs: (performance.now() - start) / warmRequests,
};

const memoryMb = process.resourceUsage().maxRSS / 1024;
print(JSON.stringify({ init, first, warm, memoryMb }), () => process.exit());
