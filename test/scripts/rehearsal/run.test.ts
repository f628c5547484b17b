import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'tap';
import { CommandError, run } from '../../../scripts/rehearsal/run.ts';
import { step } from '../../../scripts/rehearsal/step.ts';

const { signal } = new AbortController();
const { env } = process;

test('run returns the output of a command, or an error with the end of it', async (t) => {
  t.equal(await run('sh', ['-c', 'echo one; echo two >&2'], { env, signal }), 'one\ntwo\n');
  const error = await run('sh', ['-c', 'seq 100; exit 3'], { env, signal }).catch((error) => error);
  t.type(error, CommandError);
  t.match(error.message, /^sh -c seq 100; exit 3 failed:\n61\n62\n/);
});

test('an interrupted command ends, together with the processes that it started', async (t) => {
  const interrupt = new AbortController();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  const connect = `require('net').connect(${JSON.stringify(server.address())}.port, '127.0.0.1')`;
  const child = `require('child_process').spawn(process.execPath, ['-e', process.argv[1]], { stdio: 'inherit' })`;
  const running = run(process.execPath, ['-e', child, connect], { env, signal: interrupt.signal });
  const [socket] = await once(server, 'connection');
  const closed = new Promise((resolve) => socket.on('error', () => {}).on('close', resolve));
  socket.resume();
  interrupt.abort();
  t.type(await running.catch((error) => error), CommandError);
  await closed;
});

test('an interrupted step fails at once', async (t) => {
  const interrupt = new AbortController();
  const endless = step('endless', () => new Promise(() => {}), interrupt.signal);
  interrupt.abort(new Error('stopped'));
  await t.rejects(endless, { message: 'stopped' });
  await t.rejects(
    step('next', async () => undefined, interrupt.signal),
    { message: 'stopped' },
  );
});
