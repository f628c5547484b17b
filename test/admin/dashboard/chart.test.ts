import fc from 'fast-check';
import { test } from 'tap';
import { bucketAt, type Geometry, geometryOf } from '../../../admin/dashboard/chart/geometry.ts';
import { ticksUpTo } from '../../../admin/dashboard/chart/scale.ts';
import { pauseMs, speaker } from '../../../admin/dashboard/chart/speech.ts';
import { descriptionOf, valueText } from '../../../admin/dashboard/chart/texts.ts';
import { type Bucket, bucketsOf } from '../../../admin/dashboard/days.ts';
import { addDays } from '../../../admin/dashboard/utc.ts';

test('axes begin at zero and have at most five lines, at whole numbers', async (t) => {
  t.strictSame(ticksUpTo(0), [0, 1]);
  t.strictSame(ticksUpTo(1), [0, 1]);
  t.strictSame(ticksUpTo(4), [0, 1, 2, 3, 4]);
  t.strictSame(ticksUpTo(5), [0, 2, 4, 6]);
  t.strictSame(ticksUpTo(97), [0, 50, 100]);
  t.strictSame(ticksUpTo(1_000_000), [0, 500_000, 1_000_000]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (max) => {
      const ticks = ticksUpTo(max);
      const [zero = -1, step = 0] = ticks;
      const top = ticks.at(-1) ?? 0;
      return (
        zero === 0 &&
        ticks.length <= 5 &&
        top >= max &&
        // The bars use at least two fifths of the height.
        top <= Math.max(1, max * 2.5) &&
        ticks.every((tick, i) => Number.isInteger(tick) && tick === i * step)
      );
    }),
  );
});

const values = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 90 });

test('bars are as high as their values, visible if there is one, and inside the chart', async () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 200, max: 1200 }), (values, width) => {
      const { plot, bars, lines } = geometryOf(bucketsFor(values), width);
      const max = Math.max(...values);
      const top = lines.at(-1)?.y ?? 0;
      return bars.every(({ own, slot }, i) => {
        const value = values[i] ?? 0;
        const isZero = value === 0 && own.height === 0;
        const isSeen = value > 0 && own.height >= 1 && own.width >= 1;
        const isInside = own.y >= top - 0.01 && slot.x + slot.width <= plot.x + plot.width + 0.01;
        const isHighest = value < max || bars.every((other) => other.own.height <= own.height);
        return (isZero || isSeen) && isInside && isHighest;
      });
    }),
  );
});

test('one day of a million leaves the others visible', async (t) => {
  const { bars } = geometryOf(bucketsFor([1, 1_000_000, 1]), 280);
  t.ok(bars.every(({ own }) => own.height >= 1));
});

test('a year at 320 px has 53 bars that do not overlap', async (t) => {
  const days = Array.from({ length: 365 }, (_, i) => ({
    date: addDays('2026-11-27', i - 364),
    visitors: i,
    views: i,
  }));
  const { bars } = geometryOf(bucketsOf(days, undefined, 'visitors'), 280);
  t.equal(bars.length, 53);
  for (const [i, { own }] of bars.entries()) {
    const next = bars[i + 1]?.own;
    if (next) t.ok(own.x + own.width <= next.x, `${i}`);
  }
});

test('labels do not touch each other, and the last bar has one', async () => {
  fc.assert(
    fc.property(fc.constantFrom(7, 30, 90), fc.integer({ min: 200, max: 1200 }), (count, width) => {
      const { days } = geometryOf(bucketsFor(new Array(count).fill(1)), width);
      const boxes = days.map(boxOf);
      return (
        days.at(-1)?.text === 'today' &&
        boxes.every(
          ({ from, to }, i) => from >= 0 && to <= width && to <= (boxes[i + 1]?.from ?? width),
        )
      );
    }),
  );
});

test('the pointer finds the bar that it is over', async () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 200, max: 1200 }), (values, width) => {
      const geometry = geometryOf(bucketsFor(values), width);
      return (
        bucketAt(geometry, -50) === 0 &&
        bucketAt(geometry, width + 50) === values.length - 1 &&
        geometry.bars.every(({ slot }, i) => bucketAt(geometry, slot.x + slot.width / 2) === i)
      );
    }),
  );
});

test('a line is drawn only where the range before has numbers', async (t) => {
  const buckets = bucketsFor([1, 2, 3]);
  t.equal(geometryOf(buckets, 300).before, '');
  const before = { from: '2026-10-01', to: '2026-10-01', imported: 0 };
  const compared = buckets.map((bucket) => ({ ...bucket, before: { ...before, value: 2 } }));
  t.match(geometryOf(compared, 300).before, /^M[\d.]+ [\d.]+H[\d.]+V[\d.]+H[\d.]+V/);
  t.equal(geometryOf(compared, 300).importedBefore, '');
});

test('a value is said with what it is compared with', async (t) => {
  const bucket: Bucket = {
    from: '2026-11-03',
    to: '2026-11-03',
    value: 1,
    imported: [{ source: 'goatcounter', value: 1200 }],
    before: { from: '2026-10-04', to: '2026-10-04', value: 9, imported: 0 },
    isOpen: true,
  };
  t.equal(
    valueText(bucket, 'visitors'),
    'Tue 3 Nov: 1 visitor so far. 1,200 more counted by GoatCounter. 9 in the range before, Sun 4 Oct.',
  );
});

test('the description has the range, the total, the peak and the trend', async (t) => {
  t.equal(
    descriptionOf(bucketsFor([1, 41, 2]), 'visitors', '12% more than before (3)').replace(
      /\s*–\s*/,
      '–',
    ),
    '25–27 Nov 2026 (UTC), by day. 44 visitors in all. Most: Thu 26 Nov, 41 visitors. Without today: 12% more than before (3).',
  );
  t.match(descriptionOf(bucketsFor([0]), 'views', undefined), /0 views in all\. No views in these/);
});

test('of texts that come faster than twice a second, the last is said', async (t) => {
  const said: [number, string][] = [];
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  const say = speaker((text) => said.push([now, text]), {
    now: () => now,
    later: (run, ms) => timers.push({ at: now + ms, run }),
  });
  for (now = 0; now < 2000; now += 50) {
    for (const { run } of timers.filter(({ at }) => at <= now)) run();
    timers = timers.filter(({ at }) => at > now);
    if (now <= 1000) say(`${now}`);
  }
  t.strictSame(said[0], [0, '0'], 'the first at once');
  t.equal(said.at(-1)?.[1], '1000');
  for (const [i, [at]] of said.entries()) {
    if (i > 0) t.ok(at - (said[i - 1]?.[0] ?? 0) >= pauseMs);
  }
});

/** Days up to 27 November 2026 with these values. */
function bucketsFor(values: number[]): Bucket[] {
  const days = values.map((visitors, i) => ({
    date: addDays('2026-11-27', i + 1 - values.length),
    visitors,
    views: visitors,
  }));
  return bucketsOf(days, undefined, 'visitors');
}

function boxOf({ x, text, anchor }: Geometry['days'][number]) {
  const width = text.length * 7;
  const from = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { from, to: from + width };
}
