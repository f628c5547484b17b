import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { test } from 'tap';
import { startContainer } from '../../scripts/local/database-container.ts';
import { startJar } from '../../scripts/local/database-jar.ts';
import { makeUserPool } from '../support/user-pool.ts';

/** An address at which others reach this machine. */
const outside = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
const skip = !outside && 'this machine has no address but those of the loopback interface';

async function isOpen(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port, timeout: 2000 });
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

test('DynamoDB Local and the user pool are open to this machine only', { skip }, async (t) => {
  const servers: Record<string, string> = {
    'user pool': (await makeUserPool(t)).env.COGNITO_ENDPOINT,
  };
  for (const [name, start] of Object.entries({ container: startContainer, jar: startJar })) {
    const started = await start().catch((error: Error) => error);
    if (started instanceof Error) {
      t.comment(`${name} is not tried: ${started.message}`);
      continue;
    }
    t.teardown(() => started.stop());
    servers[name] = started.endpoint;
  }
  t.ok(Object.keys(servers).length > 1, 'at least one of the databases runs here');
  for (const [name, url] of Object.entries(servers)) {
    const port = Number(new URL(url).port);
    t.equal(await isOpen('127.0.0.1', port), true, name);
    t.equal(await isOpen(`${outside}`, port), false, `${name} from outside`);
  }
});
