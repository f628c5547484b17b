import { test } from 'tap';
import { addDays, daysFrom, daysUpTo, monthsUpTo, utcDay } from '../../app/days/utc-day.ts';

test('a day begins and ends at midnight UTC, to the millisecond', (t) => {
  t.equal(utcDay(Date.parse('2026-11-21T23:59:59.999Z')), '2026-11-21');
  t.equal(utcDay(Date.parse('2026-11-22T00:00:00.000Z')), '2026-11-22');
  t.end();
});

test('days continue over the ends of months and years', (t) => {
  t.equal(addDays('2026-12-31', 1), '2027-01-01');
  t.equal(addDays('2028-02-28', 1), '2028-02-29');
  t.strictSame(daysUpTo('2027-01-01', 3), ['2026-12-30', '2026-12-31', '2027-01-01']);
  t.strictSame(daysFrom('2026-12-31', '2027-01-01'), ['2026-12-31', '2027-01-01']);
  t.equal(daysUpTo('2026-11-21', 365).length, 365);
  t.end();
});

test('months are calendar months, and none is skipped or repeated', (t) => {
  t.strictSame(monthsUpTo('2027-03-31', 4), ['2026-12', '2027-01', '2027-02', '2027-03']);
  t.strictSame(monthsUpTo('2027-01-01', 1), ['2027-01']);
  for (const day of daysUpTo('2027-01-01', 365)) {
    t.equal(new Set(monthsUpTo(day, 24)).size, 24);
    t.equal(monthsUpTo(day, 24).at(-1), day.slice(0, 7));
  }
  t.end();
});
