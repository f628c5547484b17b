import { addDays, daysUpTo, utcDay } from '../../app/days/utc-day.ts';
import { sampleDay } from '../../scripts/seed/sample-day.ts';
import { head } from './exports.ts';
import type { OwnerSite } from './owner-site.ts';

/** Days with numbers of our own, up to yesterday. Before them, another program counted. */
export const ownDays = 45;
const importedDays = 120;
/** The longest host that is counted under its own name, in a script that is written from right to left. */
export const longHost = `xn--${'a'.repeat(40)}.xn--mgbh0fb.example`;

/** Gives a site the past of an owner who came from another program. */
export async function addNumbers({ ask }: OwnerSite): Promise<void> {
  const yesterday = addDays(utcDay(Date.now()), -1);
  const days = daysUpTo(yesterday, ownDays).map((date, i) => {
    const { referrers, ...day } = sampleDay(date, i / ownDays);
    const { none = 0, ...others } = referrers;
    return { date, ...day, referrers: { ...others, [longHost]: none } };
  });
  await ask('POST', '/v1/import', { ...head, statistics: { days } });
  const earlier = daysUpTo(addDays(yesterday, -ownDays), importedDays).map((date) => ({
    date,
    visitors: 5,
    views: 9,
    paths: { '/old-resume': 5 },
    countries: { Deutschland: 3 },
  }));
  await ask('POST', '/v1/import', {
    ...head,
    imports: [{ id: 'plausible-1', source: 'plausible', days: earlier }],
  });
}
