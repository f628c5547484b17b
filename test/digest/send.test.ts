import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { type Test, test } from 'tap';
import { digestVariables, readConfig } from '../../app/config.ts';
import { createDigest } from '../../app/digest-dependencies.ts';
import { sendDigest } from '../../app/features/digest/service.ts';
import { summarize } from '../../app/features/visitors/summary.ts';
import { startService } from '../support/http-service.ts';
import { makeMailbox } from '../support/mailbox.ts';
import { databaseEnv, makeTable, tablesEnv } from '../support/table.ts';
import { addDay, repositoryOn, soon } from '../support/visitors.ts';

const monday = Date.parse('2026-11-23T06:00:00Z');
const leaseMs = 61_000;
const weekMs = 7 * 24 * 3_600_000;
const repeated = 'Nobody on your site in a week (repeated)';

async function makeDigest(t: Test) {
  const table = await makeTable(t);
  const mailbox = await makeMailbox(t);
  const env = tablesEnv({ ...databaseEnv(), ...mailbox.env, DATA_TABLE_NAME: table.name });
  const send = (time = monday, more: Record<string, string> = {}) =>
    sendDigest(
      createDigest(readConfig({ ...env, ...more }, digestVariables), undefined, () => time),
      soon(),
    );
  const subjects = async () => (await mailbox.mails()).map(({ subject }) => subject).sort();
  return { table, mailbox, env, send, subjects };
}

test('a digest has the numbers of the seven days before its day, and is sent once', async (t) => {
  const { table, mailbox, send } = await makeDigest(t);
  const repository = repositoryOn(table);
  const visitors = { '2026-11-15': 100, '2026-11-16': 3, '2026-11-22': 4, '2026-11-23': 1000 };
  for (const [day, number] of Object.entries(visitors)) {
    await addDay(repository, day, { ...summarize(), visitors: number });
  }
  t.equal(await send(), true);
  t.equal(await send(), false);
  t.equal(await send(monday + weekMs - 1 - 6 * 3_600_000), false, 'nor later in the week');
  const [mail, ...others] = await mailbox.mails();
  t.equal(others.length, 0);
  t.equal(mail?.subject, '7 visitors on your site in a week');
  t.match(mail?.body.text, '93 (93%) fewer than the week before');
  t.match(mail?.body.html, '7 visitors');
  t.equal(await send(monday + weekMs), true, 'and another one in the next week');
});

test('of ten concurrent processes, one sends', async (t) => {
  const { send, subjects } = await makeDigest(t);
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => send()));
  t.equal(outcomes.filter((one) => one.status === 'fulfilled' && one.value).length, 1);
  t.strictSame(await subjects(), ['Nobody on your site in a week']);
});

test('a throttled digest is free for the next attempt', async (t) => {
  const { send, subjects } = await makeDigest(t);
  const service = await startService(t, (_, response) => {
    response.writeHead(429, { 'x-amzn-errortype': 'TooManyRequestsException' });
    response.end('{}');
  });
  await t.rejects(send(monday, { SES_ENDPOINT: service }), { name: 'MailThrottled' });
  t.equal(await send(), true);
  t.strictSame(await subjects(), ['Nobody on your site in a week']);
});

test('a digest that may have been sent waits for its lease, and says that it is repeated', async (t) => {
  const { send, subjects } = await makeDigest(t);
  const service = await startService(t, (_, response) => response.destroy());
  await t.rejects(send(monday, { SES_ENDPOINT: service }), { name: 'Unavailable' });
  await t.rejects(send(), /may be being sent/);
  t.equal(await send(monday + leaseMs), true);
  t.strictSame(await subjects(), [repeated]);
});

for (const isSent of [false, true]) {
  const when = isSent ? 'after the mail was accepted' : 'before the mail was accepted';
  test(`a function that is killed ${when} loses no digest`, async (t) => {
    const { env, send, subjects } = await makeDigest(t);
    const SES_ENDPOINT = await startService(t, async (request) => {
      if (isSent) {
        const { url, method = '', headers } = request;
        const forwarded = {
          authorization: `${headers.authorization}`,
          'content-type': 'application/json',
        };
        const body = await text(request);
        await fetch(`${env.SES_ENDPOINT}${url}`, { method, headers: forwarded, body });
      }
      child.kill('SIGKILL');
    });
    const call = "const { handler } = await import('./app/entry/digest.ts'); await handler();";
    const child = spawn(process.execPath, ['--input-type=module', '-e', call], {
      env: { ...env, SES_ENDPOINT },
      stdio: 'inherit',
    });
    const [, signal] = await once(child, 'exit');
    t.equal(signal, 'SIGKILL');
    t.equal(await send(Date.now() + leaseMs), true);
    t.strictSame(
      await subjects(),
      isSent ? ['Nobody on your site in a week', repeated] : [repeated],
    );
  });
}
