import fc from 'fast-check';
import { test } from 'tap';
import { decodeCursor, encodeCursor } from '../../app/features/content/cursor.ts';

const scope = '["post","published",[]]';
const positions = ['2026-11-21T09:30:00.000Z#c_0123456789abcdef', '2026-11-21#c_0123456789abcde-'];
const refused = { name: 'NotValid', details: [{ path: 'querystring.cursor' }] };

test('a cursor is the position that it was made of', (t) => {
  for (const position of positions) {
    t.equal(decodeCursor(scope, encodeCursor(scope, position)), position);
  }
  t.end();
});

test('a cursor of another list, or a damaged one, is refused', (t) => {
  for (const position of positions) {
    const cursor = encodeCursor(scope, position);
    t.throws(() => decodeCursor('["post","draft",[]]', cursor), refused);
    for (let i = 0; i < cursor.length; i++) {
      for (const other of ['A', '_', '!', '']) {
        const damaged = cursor.slice(0, i) + other + cursor.slice(i + 1);
        if (damaged !== cursor) t.throws(() => decodeCursor(scope, damaged), refused, damaged);
      }
    }
  }
  for (const forged of ['', 'x', encodeCursor(scope, '~'), encodeCursor(scope, 'POST#c_0')]) {
    t.throws(() => decodeCursor(scope, forged), refused, forged);
  }
  t.end();
});

test('no text makes a cursor by chance', (t) => {
  fc.assert(
    fc.property(fc.string(), (text) => void t.throws(() => decodeCursor(scope, text), refused)),
  );
  t.end();
});
