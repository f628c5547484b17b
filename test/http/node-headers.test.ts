import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { test } from 'tap';
import { nodeHeaders } from '../../app/http/node-headers.ts';

const sent: [string, string][] = [
  ['Host', 'a.example'],
  ['Accept', 'text/html'],
  ['accept', 'application/json'],
  ['Authorization', 'Bearer first'],
  ['Authorization', 'Bearer second'],
  ['User-Agent', 'first'],
  ['user-agent', 'second'],
  ['Cookie', 'a=1'],
  ['Cookie', 'b=2'],
  ['Origin', 'https://a.example'],
  ['Origin', 'https://b.example'],
  ['X-Own', 'one'],
  ['X-Own', 'two, three'],
];

test('duplicate headers are joined as Node’s own server joins them', async (t) => {
  const received = new Promise<IncomingHttpHeaders>((resolve) => {
    const server = createServer({ joinDuplicateHeaders: true }, (request, response) => {
      resolve(request.headers);
      response.end();
    }).listen(0, '127.0.0.1');
    t.teardown(() => server.close());
    server.on('listening', () => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      const lines = sent.map(([name, value]) => `${name}: ${value}\r\n`);
      socket.end(`GET / HTTP/1.1\r\n${lines.join('')}Connection: close\r\n\r\n`);
      t.teardown(() => once(socket.resume(), 'close'));
    });
  });
  const multi: Record<string, string[]> = {};
  for (const [name, value] of sent) multi[name] = [...(multi[name] ?? []), value];
  const { connection, ...expected } = await received;
  t.strictSame(nodeHeaders(multi), { ...expected });
});

test('a header without values is empty, and no error', async (t) => {
  const headers = { a: null, b: undefined, c: [], d: ['1'] };
  t.strictSame(nodeHeaders(headers), { a: '', b: '', c: '', d: '1' });
});
