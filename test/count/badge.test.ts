import { test } from 'tap';
import { badge } from '../../app/features/count/badge.ts';

test('a badge has its number as a title for screen readers, and grows with it', (t) => {
  let last = 0;
  for (const [count, shown] of [
    [1, '1 visit'],
    [2, '2 visits'],
    [1204, '1,204 visits'],
    [1234567, '1,234,567 visits'],
  ] as const) {
    const svg = badge(count);
    t.match(svg, `<title id="title">${shown}</title>`);
    const width = Number(/ width="(\d+)"/.exec(svg)?.[1]);
    t.ok(width >= last);
    last = width;
  }
  t.end();
});
