import { test } from 'tap';
import { daysUpTo } from '../../app/visitors/utc-day.ts';
import { sampleDay } from '../../scripts/seed/sample-day.ts';

test('sample days add up, and are the same each time', (t) => {
  for (const [i, day] of daysUpTo('2026-11-20', 365).entries()) {
    const { visitors, paths, referrers, countries, devices } = sampleDay(day, i / 365);
    for (const tally of [paths, referrers, countries, devices]) {
      const sum = Object.values(tally).reduce((a, b) => a + b, 0);
      if (sum !== visitors) t.fail(`${day}: ${sum} of ${visitors}`);
    }
    t.same(sampleDay(day, i / 365).visitors, visitors);
  }
  t.end();
});
