import { test } from 'tap';
import { readCsv } from '../../../scripts/foreign/csv.ts';

const good: [text: string, rows: [line: number, ...fields: string[]][]][] = [
  ['', []],
  ['a', [[1, 'a']]],
  [
    'a,b\n1,2\n',
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
  ],
  [
    'a,b\r\n1,2\r\n',
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
  ],
  [
    'a\r1\r',
    [
      [1, 'a'],
      [2, '1'],
    ],
  ],
  [',\n', [[1, '', '']]],
  ['a,', [[1, 'a', '']]],
  [
    'a\n\n\r\nb',
    [
      [1, 'a'],
      [4, 'b'],
    ],
  ],
  ['"a,b","c ""d"""', [[1, 'a,b', 'c "d"']]],
  [
    '"a\nb",c\nd,"e\r\n\r\nf"\ng',
    [
      [1, 'a\nb', 'c'],
      [3, 'd', 'e\r\n\r\nf'],
      [6, 'g'],
    ],
  ],
  ['"",""\n""', [[1, '', '']]],
  [' a , b ', [[1, ' a ', ' b ']]],
  ['ü,"日本"', [[1, 'ü', '日本']]],
];

test('CSV is read as RFC 4180 describes it', (t) => {
  for (const [text, rows] of good) {
    const found = [...readCsv(text)].map(({ line, fields }) => [line, ...fields]);
    t.strictSame(found, rows, JSON.stringify(text));
  }
  t.end();
});

const bad: [text: string, line: number, message: RegExp][] = [
  ['a\n"b', 2, /never closed/],
  ['a\n"b""', 2, /never closed/],
  ['a\n\n"b"c\n', 3, /whole field/],
  ['a,b"c', 1, /whole field/],
  ['"a\nb"c', 2, /whole field/],
  ['a, "b"', 1, /whole field/],
];

test('CSV with odd quotes is refused with the line', (t) => {
  for (const [text, line, message] of bad) {
    t.throws(() => [...readCsv(text)], { line, message }, JSON.stringify(text));
  }
  t.end();
});
