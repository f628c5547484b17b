import { type Test, test } from 'tap';
import { mailVariables, readConfig } from '../../app/config.ts';
import { Unavailable } from '../../app/errors.ts';
import { MailRefused, MailThrottled } from '../../app/mail/errors.ts';
import { sesMailer } from '../../app/mail/ses-mailer.ts';
import { startService } from '../support/http-service.ts';
import { makeMailbox } from '../support/mailbox.ts';

const mail = { subject: 'Grüße 🎉', text: 'First\nمرحبا', html: '<p>مرحبا</p>' };
const mailer = (env: Record<string, string>) => sesMailer(readConfig(env, mailVariables));
const noLimit = new AbortController().signal;

test('a mail of any language arrives as it was sent', async (t) => {
  const mailbox = await makeMailbox(t);
  await mailer(mailbox.env).send({ ...mail, replyTo: 'visitor@example.org' }, noLimit);
  const [received, ...others] = await mailbox.mails();
  t.equal(others.length, 0);
  t.match(received, {
    from: mailbox.env.MAIL_FROM,
    replyTo: ['visitor@example.org'],
    destination: { to: [mailbox.env.MAIL_TO], cc: [], bcc: [] },
    subject: mail.subject,
    body: { text: mail.text, html: mail.html },
  });
});

test('a line break in a subject adds no recipient', async (t) => {
  const mailbox = await makeMailbox(t);
  await mailer(mailbox.env).send({ subject: 'a\r\nBcc: x@example.org', text: 'b' }, noLimit);
  const [received] = await mailbox.mails();
  t.strictSame(received?.destination, { to: [mailbox.env.MAIL_TO], cc: [], bcc: [] });
});

/** A service that answers every request with an error of SES, or not at all. */
async function startSes(t: Test, answer?: { status: number; type: string; message?: string }) {
  let requests = 0;
  const url = await startService(t, (request, response) => {
    requests++;
    request.resume();
    if (!answer) return;
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      'x-amzn-errortype': answer.type,
    });
    response.end(JSON.stringify({ message: answer.message ?? 'no' }));
  });
  return { env: envFor(url), requests: () => requests };
}

function envFor(SES_ENDPOINT: string) {
  return {
    SES_ENDPOINT,
    MAIL_FROM: 'site@example.com',
    MAIL_TO: 'owner@example.com',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  };
}

const unverified = 'Email address is not verified. The following identities failed the check';
const answers = [
  { status: 429, type: 'TooManyRequestsException', error: MailThrottled },
  { status: 400, type: 'LimitExceededException', error: MailThrottled },
  { status: 400, type: 'ThrottlingException', error: MailThrottled },
  { status: 400, type: 'MessageRejected', error: MailRefused },
  { status: 400, type: 'BadRequestException', error: MailRefused },
  { status: 400, type: 'MessageRejected', message: unverified, error: Unavailable },
  { status: 400, type: 'MailFromDomainNotVerifiedException', error: Unavailable },
  { status: 400, type: 'AccountSuspendedException', error: Unavailable },
  { status: 400, type: 'SendingPausedException', error: Unavailable },
  { status: 403, type: 'AccessDeniedException', error: Unavailable },
  { status: 500, type: 'InternalServiceErrorException', error: Unavailable },
];

for (const { error, ...answer } of answers) {
  const of = answer.message ? ' of an unverified address' : '';
  test(`${answer.type}${of} becomes ${error.name} after one request`, async (t) => {
    const { env, requests } = await startSes(t, answer);
    await t.rejects(mailer(env).send(mail, noLimit), { name: error.name });
    t.equal(requests(), 1);
  });
}

test('a service that never answers is given up when the signal aborts', async (t) => {
  const { env, requests } = await startSes(t);
  const abort = new AbortController();
  const sending = mailer(env).send(mail, abort.signal);
  const rejected = t.rejects(sending, { name: 'Unavailable' });
  while (requests() === 0) await new Promise(setImmediate);
  abort.abort();
  await rejected;
  t.equal(requests(), 1);
});

test('a service that never answers is given up without a signal that aborts', async (t) => {
  const { env, requests } = await startSes(t);
  await t.rejects(mailer(env).send(mail, noLimit), { name: 'Unavailable' });
  t.equal(requests(), 1);
});

test('a service that is not there is unavailable', async (t) => {
  await t.rejects(mailer(envFor('http://127.0.0.1:1')).send(mail, noLimit), {
    name: 'Unavailable',
  });
});
