import pLimit from 'p-limit';

const timeoutMs = 10_000;
/** Sites that answer so to programs often answer people. 999 is LinkedIn's. */
const refusals = new Set([401, 403, 405, 429, 451, 501, 503, 999]);

/** Asks each address. A line for each one that does not answer with a page. */
export async function deadLinks(addresses: string[]): Promise<string[]> {
  const limit = pLimit(8);
  const lines = await Promise.all(
    addresses.map((address) => limit(async () => `${address} ${await problem(address)}`)),
  );
  return lines.filter((line) => !line.endsWith(' '));
}

/** What is wrong with an address, or nothing. */
async function problem(address: string): Promise<string> {
  try {
    const status = await statusOf(address, 'HEAD');
    const last = refusals.has(status) ? await statusOf(address, 'GET') : status;
    if (last < 400) return '';
    if (refusals.has(last)) return `answers ${last} to programs: open it in a browser.`;
    return `answers ${last}.`;
  } catch (error) {
    const { name, message, cause } = error as Error & { cause?: { code?: string } };
    if (name === 'TimeoutError') return `does not answer in ${timeoutMs / 1000} seconds.`;
    return `does not answer: ${cause?.code ?? message}.`;
  }
}

async function statusOf(address: string, method: 'HEAD' | 'GET'): Promise<number> {
  const { status, body } = await fetch(address, { method, signal: AbortSignal.timeout(timeoutMs) });
  await body?.cancel();
  return status;
}
