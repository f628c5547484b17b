import { test } from 'tap';
import { blocks, line, paragraphs } from '../../app/render/text.ts';

const scotland = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}';
const wales = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}';

const texts: [what: string, text: string, shown: string][] = [
  ['flags of parts of a country', `${scotland} and ${wales}.`, `${scotland} and ${wales}.`],
  ['flags of countries and joined emoji', '🇩🇪 👩‍💻', '🇩🇪 👩‍💻'],
  [
    'a flag without an end, and invisible letters',
    '\u{1f3f4}\u{e0067} a\u{e0068}\u{e0069}b',
    '🏴 ab',
  ],
  ['joiners of Persian and Hindi', 'می\u200cخواهم क्\u200dष', 'می\u200cخواهم क्\u200dष'],
  ['Arabic signs of numbers and verses', '\u0600١٢ \u06dd', '\u0600١٢ \u06dd'],
  ['zero-width spaces and direction marks', 'a\u200bb\u202ec\u202c\ufeff', 'abc'],
  ['white space of any kind', ' a \u00a0\t b\n\u3000c ', 'a b c'],
];

for (const [what, text, shown] of texts) {
  test(`a line of text with ${what}`, (t) => {
    t.equal(line(text), shown);
    t.end();
  });
}

test('a text has its paragraphs and, in them, its lines', (t) => {
  for (const [text, shown] of [
    ['one', ['one']],
    ['one\ntwo', ['one\ntwo']],
    ['one\r\ntwo\rthree\u2028four', ['one\ntwo\nthree\nfour']],
    ['one\ntwo\n\nthree', ['one\ntwo', 'three']],
    ['one\n \t\n\n\u200b\ntwo\n', ['one', 'two']],
    ['- one\n  - two', ['- one\n- two']],
    [' \n ', []],
    [undefined, []],
  ] as const) {
    t.strictSame(paragraphs(text), shown);
  }
  t.end();
});

test('the items of a list have their lines, and no empty ones', (t) => {
  t.strictSame(blocks(['one\n\n two ', ' ', 'three']), ['one\ntwo', 'three']);
  t.strictSame(blocks(undefined), []);
  t.end();
});
