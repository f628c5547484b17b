import { test } from 'tap';
import { element, xml } from '../../app/render/content/xml.ts';

test('a text in XML has no markup and no character that XML forbids', (t) => {
  for (const [text, written] of [
    ['a & b', 'a &amp; b'],
    ['<b>"]]>\'', "&lt;b&gt;&quot;]]&gt;'"],
    ['&amp;', '&amp;amp;'],
    ['\t\n\r', '\t\n\r'],
    ['a\u0000\u0001\u000b\u000c\u001fb', 'ab'],
    ['a\ufffe\uffffb', 'ab'],
    ['a\ud83d b', 'a b'],
    ['🤔 \u200f é', '🤔 \u200f é'],
  ] as const) {
    t.equal(xml(text), written, JSON.stringify(text));
  }
  t.equal(element('loc', 'a?b&c'), '<loc>a?b&amp;c</loc>');
  t.end();
});
