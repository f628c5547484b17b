import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { exitOnError, mailVariables, readConfig } from '../app/config.ts';
import { utcDay } from '../app/days/utc-day.ts';
import { mailOf } from '../app/features/digest/mail.ts';
import type { Week } from '../app/features/digest/report.ts';
import { readReport } from '../app/features/digest/service.ts';
import { sesMailer } from '../app/mail/ses-mailer.ts';
import { invokeDigest } from './aws/invoke-digest.ts';
import { apiBase } from './lib/api-base.ts';
import { startSession } from './lib/api-session.ts';
import { ownerRequests } from './lib/owner-requests.ts';
import { runScript, UserError } from './lib/user-error.ts';
import { withDefaults } from './local/open-database.ts';

const usage = `npm run digest -- --dry-run [--html FILE]   prints the digest, writes its HTML to a file
npm run digest -- --mailbox http://127.0.0.1:PORT   mails it to the mailbox that npm run dev prints
npm run digest -- --stack                           the stack mails it to its owner, once a week`;

const limitMs = 10_000;

// The digest of the last seven whole UTC days. All but --stack read the numbers from the API, as npm run export does.
await runScript(async () => {
  const { values } = args();
  const { 'dry-run': isDry, mailbox, stack } = values;
  if ([isDry, mailbox, stack].filter(Boolean).length !== 1) throw new UserError(usage);
  if (stack) return console.log(await invokeDigest());
  const mail = mailOf(await readReport(week, utcDay(Date.now())));
  if (!mailbox) {
    console.log(`${mail.subject}\n\n${mail.text}`);
    await mkdir(dirname(values.html), { recursive: true });
    await writeFile(values.html, mail.html ?? '');
    return console.log(`${values.html}: the same for mail clients`);
  }
  await mailTo(mailbox, mail);
  console.log(`Mailed. Read it at ${mailbox}`);
});

function args() {
  try {
    return parseArgs({
      options: {
        'dry-run': { type: 'boolean', default: false },
        html: { type: 'string', default: 'dist/digest.html' },
        mailbox: { type: 'string' },
        stack: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${usage}`);
  }
}

async function week(lastDay: string): Promise<Week> {
  const base = apiBase(process.env);
  const request = ownerRequests(base, startSession(base, process.env));
  return (await request(`/v1/analytics/overview?days=7&until=${lastDay}`)) as Week;
}

async function mailTo(mailbox: string, mail: ReturnType<typeof mailOf>): Promise<void> {
  const addresses = { MAIL_FROM: 'site@localhost.example', MAIL_TO: 'owner@example.com' };
  const env = { ...withDefaults({}), ...addresses, SES_ENDPOINT: mailbox };
  const config = exitOnError(() => readConfig(env, mailVariables));
  await sesMailer(config)
    .send(mail, AbortSignal.timeout(limitMs))
    .catch((error) => {
      throw new UserError(`${mailbox} took no mail: ${error.cause?.message ?? error.message}`);
    });
}
