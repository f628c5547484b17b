import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { credentials } from '../aws/credentials.ts';
import { httpHandler } from '../aws/http-handler.ts';
import type { ConfigOf, mailVariables } from '../config.ts';
import { Unavailable } from '../errors.ts';
import { MailRefused, MailThrottled } from './errors.ts';
import type { Mailer } from './mailer.ts';

/** SES answers in some 100 ms. */
const limitMs = 5000;

const throttled = new Set([
  'TooManyRequestsException',
  'LimitExceededException',
  'ThrottlingException',
]);
const refused = new Set(['MessageRejected', 'BadRequestException']);

/**
 * Sends through SES, which builds the MIME message: no text of a mail can become a header. A request is never
 * retried here, as it may have been sent.
 */
export function sesMailer(config: ConfigOf<typeof mailVariables>): Mailer {
  const { AWS_REGION, SES_ENDPOINT: endpoint, MAIL_FROM, MAIL_TO } = config;
  const client = new SESv2Client({
    region: AWS_REGION,
    ...(endpoint && { endpoint }),
    ...credentials(config),
    maxAttempts: 1,
    requestHandler: httpHandler(endpoint),
  });
  return {
    async send({ subject, text, html, replyTo }, signal) {
      const command = new SendEmailCommand({
        FromEmailAddress: MAIL_FROM,
        Destination: { ToAddresses: [MAIL_TO] },
        ...(replyTo && { ReplyToAddresses: [replyTo] }),
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Text: utf8(text), ...(html && { Html: utf8(html) }) },
          },
        },
      });
      const abortSignal = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
      await client.send(command, { abortSignal }).catch((error) => {
        throw toMailError(error);
      });
    },
  };
}

function utf8(Data: string) {
  return { Data, Charset: 'UTF-8' };
}

function toMailError(error: unknown): Error {
  const { name, message } = error as Error;
  if (throttled.has(name)) return new MailThrottled(error);
  // The same exception as for a bad mail, but the owner can confirm the address.
  const isUnverified = /not verified/i.test(message);
  if (refused.has(name) && !isUnverified) return new MailRefused(error);
  return new Unavailable('The mail service', error);
}
