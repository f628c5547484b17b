import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Meter {
  /** The database, with a meter before it. */
  url: string;
  /** What was charged since the last call. */
  read(): { requests: number; units: number };
  close(): void;
}

interface Consumed {
  CapacityUnits: number;
}

/** Passes requests on to DynamoDB Local, and adds up the capacity units of its answers. */
export async function startMeter(endpoint: string): Promise<Meter> {
  let [requests, units] = [0, 0];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const body = JSON.parse(Buffer.concat(parts).toString());
    const {
      host: _,
      'content-length': _length,
      connection: _connection,
      ...headers
    } = request.headers;
    // DynamoDB Local accepts any signature.
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: JSON.stringify({ ...body, ReturnConsumedCapacity: 'TOTAL' }),
    });
    const text = await answer.text();
    requests += 1;
    const consumed: Consumed[] = [JSON.parse(text).ConsumedCapacity ?? []].flat();
    units += consumed.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(text);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    read() {
      const found = { requests, units };
      [requests, units] = [0, 0];
      return found;
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
