import { test } from 'tap';
import { compareLines } from '../../../admin/editor/compare/lines.ts';

test('two texts are side by side by lines, and far equal lines are left out', (t) => {
  const lines = Array.from({ length: 9 }, (_, i) => `${i}`);
  const left = [...lines, 'old', 'end'].join('\n');
  const right = [...lines, 'new', 'more', 'end'].join('\n');
  t.strictSame(compareLines(left, right), [
    { lines: 7 },
    { left: '7', right: '7', isSame: true },
    { left: '8', right: '8', isSame: true },
    { left: 'old', right: 'new', isSame: false },
    { left: undefined, right: 'more', isSame: false },
    { left: 'end', right: 'end', isSame: true },
  ]);
  t.strictSame(compareLines('a', ''), [{ left: 'a', right: '', isSame: false }]);
  t.end();
});

test('long texts without a common line are compared in time', (t) => {
  const text = (name: string) => Array.from({ length: 30_000 }, (_, i) => `${name}${i}`).join('\n');
  const before = performance.now();
  const rows = compareLines(text('a'), text('b'));
  t.ok(performance.now() - before < 3000);
  t.strictSame(rows[0], { left: 'a0', right: 'b0', isSame: false });
  t.equal(rows.length, 30_000);
  t.end();
});
