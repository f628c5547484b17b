import { addDays, utcDay } from '../../days/utc-day.ts';
import { MailRefused, MailThrottled } from '../../mail/errors.ts';
import type { Mailer } from '../../mail/mailer.ts';
import { isoWeek } from './iso-week.ts';
import { mailOf } from './mail.ts';
import { reportOf, type Week } from './report.ts';
import type { DigestMarks } from './repository.ts';

interface Options {
  /** The numbers of the seven days up to `lastDay`. */
  week: (lastDay: string) => Promise<Week>;
  marks: DigestMarks;
  mailer: Mailer;
  now: () => number;
}

/**
 * Mails the owner the numbers of the last seven whole UTC days, once in each ISO week. If the process ends between the
 * answer of the mail service and the mark, the next call sends it again, with "(repeated)" in its subject. Says whether
 * it sent it.
 * @throws {Error} if another process is sending it, `Unavailable`, and the errors of `mailer`
 */
export async function sendDigest(
  { week, marks, mailer, now }: Options,
  signal: AbortSignal,
): Promise<boolean> {
  const today = utcDay(now());
  const id = isoWeek(today);
  const [report, claim] = [await readReport(week, today), await marks.claim(id, signal)];
  if (claim === 'sent') return false;
  if (claim === 'busy') throw new Error(`The digest of ${id} may be being sent`);
  try {
    await mailer.send(mailOf(report, { repeated: claim === 'repeated' }), signal);
  } catch (error) {
    const isUnsent = error instanceof MailRefused || error instanceof MailThrottled;
    if (isUnsent && claim === 'first') await marks.release(id, signal);
    throw error;
  }
  await marks.sent(id, signal);
  return true;
}

/** What `sendDigest` reports on a day. */
export async function readReport(week: Options['week'], today: string) {
  return reportOf(await week(addDays(today, -1)), await week(addDays(today, -8)));
}
