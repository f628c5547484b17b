import { test } from 'tap';
import { readResume } from '../../site/resume/read.ts';

const source = '{\n"basics": {\n"name": "Zoë Ångström" } }';
const read = (bytes: Uint8Array) => readResume(bytes, 'resume.json').basics?.name;
const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();

test('UTF-8 is read, with and without a byte order mark', (t) => {
  t.equal(read(Buffer.from(source)), 'Zoë Ångström');
  t.equal(read(Buffer.from(`\ufeff${source}`)), 'Zoë Ångström');
  t.equal(readResume(`\ufeff${source}`, 'resume.json').basics?.name, 'Zoë Ångström');
  t.end();
});

test('the error for another encoding says which one to save the file in', (t) => {
  for (const [what, bytes, line] of [
    ['Latin-1', Buffer.from(source, 'latin1'), 3],
    ['Latin-1 in the first line', Buffer.from('{"name":"Zoë"}', 'latin1'), 1],
    ['UTF-16', Buffer.from(source, 'utf16le'), 1],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${source}`, 'utf16le'), 1],
    ['UTF-16, the other way round', swapped(source), 1],
    ['UTF-16, the other way round, with a mark', swapped(`\ufeff${source}`), 1],
  ] as const) {
    const message = `resume.json:${line}: not UTF-8: save the file as UTF-8.`;
    t.throws(() => read(bytes), { message }, what);
  }
  t.end();
});

test('a file of five megabytes is refused before it is decoded', (t) => {
  const message = /^resume\.json: this is over 1 MB, which no resume needs\./;
  t.throws(() => read(Buffer.alloc(5 * 2 ** 20, 0xff)), { message });
  t.end();
});
