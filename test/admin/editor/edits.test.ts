import { test } from 'tap';
import {
  altText,
  code,
  continueList,
  type Edit,
  indent,
  isAddress,
  link,
  markLines,
  replaceText,
  type Selected,
  surround,
} from '../../../admin/editor/text/edits.ts';

/** A text with its selection between ‹ and ›, or the caret at ¦. */
function selected(marked: string): Selected {
  const text = marked.replace(/[‹›¦]/g, '');
  const caret = marked.indexOf('¦');
  if (caret !== -1) return { text, start: caret, end: caret };
  return { text, start: marked.indexOf('‹'), end: marked.indexOf('›') - 1 };
}

function applied(at: Selected, edit: Edit | undefined): string | undefined {
  if (!edit) return undefined;
  const text = at.text.slice(0, edit.from) + edit.insert + at.text.slice(edit.to);
  const [start, end] = edit.select;
  if (start === end) return `${text.slice(0, start)}¦${text.slice(start)}`;
  return `${text.slice(0, start)}‹${text.slice(start, end)}›${text.slice(end)}`;
}

type Do = (at: Selected) => Edit | undefined;

const cases: [name: string, edit: Do, before: string, after: string | undefined][] = [
  ['bold', (at) => surround(at, '**', 'bold'), 'a ‹b› c', 'a **‹b›** c'],
  ['bold, taken off', (at) => surround(at, '**', 'bold'), 'a **‹b›** c', 'a ‹b› c'],
  ['bold, nothing selected', (at) => surround(at, '**', 'bold'), 'a ¦', 'a **‹bold›**'],
  ['code', code, 'a ‹b› c', 'a `‹b›` c'],
  ['code of lines', code, '‹a\nb›', '‹```\na\nb\n```\n›'],
  ['code in the middle of a line', code, 'x‹a\nb\n›', 'x‹\n```\na\nb\n```\n›'],
  ['link', (at) => link(at), 'see ‹this›', 'see [this](‹https://›)'],
  ['link, nothing selected', (at) => link(at), '¦', '[text](‹https://›)'],
  ['link with address', (at) => link(at, 'https://a.b/c'), '‹x›', '[x](https://a.b/c)¦'],
  ['list', (at) => markLines(at, 'list'), '‹a\nb›', '‹- a\n- b›'],
  ['list, taken off', (at) => markLines(at, 'list'), '- a\n- ‹b›', '- a\n‹b›'],
  ['list instead of numbers', (at) => markLines(at, 'list'), '1. a¦', '- a¦'],
  ['numbers', (at) => markLines(at, 'numbers'), '‹a\nb›', '‹1. a\n2. b›'],
  ['heading', (at) => markLines(at, 'heading'), 'x\na¦', 'x\n## a¦'],
  ['quote, line end selected', (at) => markLines(at, 'quote'), '‹a\n›b', '‹> a›\nb'],
  ['indent', (at) => indent(at), '- a\n- b¦', '- a\n  - b¦'],
  ['outdent', (at) => indent(at, true), '‹  a\n b›', '‹a\nb›'],
  ['outdent of nothing', (at) => indent(at, true), '¦a', '¦a'],
  ['Enter in a list', continueList, '- a¦', '- a\n- ¦'],
  ['Enter in the middle', continueList, '- a¦b', '- a\n- ¦b'],
  ['Enter in an indented list', continueList, '  * a¦', '  * a\n  * ¦'],
  ['Enter in numbers', continueList, '9. a¦', '9. a\n10. ¦'],
  ['Enter in tasks', continueList, '- [x] a¦', '- [x] a\n- [ ] ¦'],
  ['Enter in a quote', continueList, '> a¦', '> a\n> ¦'],
  ['Enter in an item without text', continueList, '- a\n- ¦', '- a\n¦'],
  ['Enter in a text', continueList, 'a¦', undefined],
  ['Enter with a selection', continueList, '- ‹a›', undefined],
  ['Enter in -5', continueList, '-5¦', undefined],
  ['replace before the caret', (at) => replaceText(at, 'OLD', 'n'), 'OLD a¦', 'n a¦'],
  ['replace behind the caret', (at) => replaceText(at, 'OLD', 'new'), 'a¦ OLD', 'a¦ new'],
  ['replace around the caret', (at) => replaceText(at, 'OLD', 'new'), 'O¦LD a', 'new¦ a'],
  ['replace what is gone', (at) => replaceText(at, 'OLD', 'new'), 'a¦', undefined],
];

for (const [name, edit, before, after] of cases) {
  test(name, (t) => {
    const at = selected(before);
    t.equal(applied(at, edit(at)), after);
    t.end();
  });
}

test('only an address becomes a link when it is pasted on words', (t) => {
  t.ok(isAddress('https://example.com/a?b=c#d'));
  for (const text of [
    'example.com',
    'https://',
    'javascript:alert(1)',
    'https://a.b c',
    'see https://a.b',
  ]) {
    t.notOk(isAddress(text), text);
  }
  t.end();
});

test('the description of an image cannot leave its brackets', (t) => {
  t.equal(altText(' a\n[b](c) \\ '), 'a \\[b\\](c) \\\\');
  t.end();
});
