import { test } from 'tap';
import { daysUpTo } from '../../app/days/utc-day.ts';
import { sampleDay } from '../../scripts/seed/sample-day.ts';

test('sample days have visitors, add up, and are the same each time', (t) => {
  for (const [i, day] of daysUpTo('2026-11-20', 365).entries()) {
    const { visitors, paths, referrers, countries, devices } = sampleDay(day, i / 365);
    if (!(visitors > 0)) t.fail(`${day}: ${visitors}`);
    for (const tally of [paths, referrers, countries, devices]) {
      const sum = Object.values(tally).reduce((a, b) => a + b, 0);
      if (sum !== visitors) t.fail(`${day}: ${sum} of ${visitors}`);
    }
    t.equal(sampleDay(day, i / 365).visitors, visitors);
  }
  t.end();
});
