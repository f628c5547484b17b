import { test } from 'tap';
import { telephone } from '../../site/resume/telephone.ts';

const numbers: [text: string, link: string | undefined][] = [
  ['+44 20 7946 0018', 'tel:+442079460018'],
  ['+44 (0)20 7946 0018', 'tel:+442079460018'],
  ['+44(0)20-7946-0018', 'tel:+442079460018'],
  ['(+44) (0) 20 7946 0018', 'tel:+442079460018'],
  ['0044 (0)20 7946 0018', 'tel:00442079460018'],
  ['020 7946 0018', 'tel:02079460018'],
  ['(206) 555-0142', 'tel:2065550142'],
  ['+1 (206) 555-0142', 'tel:+12065550142'],
  ['206.555.0142', 'tel:2065550142'],
  ['+1 206 – 555 – 0142', 'tel:+12065550142'],
  ['(0)20 7946 0018', undefined],
  ['+44 20 (0) 7946 0018', undefined],
  ['+1 206 555 0142 x7', undefined],
  ['+1 206 555 0142, ext. 7', undefined],
  ['+1 206 555 0142 (17)', undefined],
  ['1-800-GO-FERRY', undefined],
  ['+44 20 7946 0018 / +44 20 7946 0019', undefined],
  ['+44 20 7946 0018/19', undefined],
  ['020 7946 0018, 020 7946 0019', undefined],
  ['2065550142 2065550143', undefined],
  ['٠٧٩ ٥٥٥ ٠١٤٢', undefined],
  ['112', undefined],
  ['on request', undefined],
  ['', undefined],
];

for (const [text, link] of numbers) {
  test(`the telephone number ${JSON.stringify(text)} has ${link ? `the link ${link}` : 'no link'}`, (t) => {
    t.equal(telephone(text), link);
    t.end();
  });
}

test('a long number is read at once', (t) => {
  t.equal(telephone('1 '.repeat(100_000)), undefined);
  t.equal(telephone(`${'1'.repeat(100_000)}x`), undefined);
  t.end();
});
