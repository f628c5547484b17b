import { test } from 'tap';
import { isZip, unzip } from '../../../scripts/foreign/zip.ts';
import { refusal } from '../../support/foreign.ts';
import { zip } from '../../support/zip.ts';

const files = { 'a.csv': 'a', 'folder/': '', 'folder/sub/b.csv': 'b'.repeat(10_000), 'ü.csv': '' };

const unpack = (bytes: Uint8Array) => unzip({ path: 'a.zip', bytes });

test('files of an archive are unpacked by their names', async (t) => {
  for (const method of [0, 8]) {
    const archive = zip(files, { method });
    t.ok(isZip(archive));
    const found = [...(await unpack(archive))].map(([name, bytes]) => [
      name,
      new TextDecoder().decode(bytes),
    ]);
    t.strictSame(found, [
      ['a.csv', 'a'],
      ['folder/sub/b.csv', files['folder/sub/b.csv']],
      ['ü.csv', ''],
    ]);
  }
  t.equal((await unpack(zip({}))).size, 0);
});

test('an archive may have a comment, and be a part of a larger buffer', async (t) => {
  const archive = zip(files);
  archive.writeUInt16LE(7, archive.length - 2);
  const all = Buffer.concat([Buffer.from('before'), archive, Buffer.from('comment'), zip({})]);
  const part = all.subarray(6, 6 + archive.length + 7);
  t.strictSame([...(await unpack(part)).keys()], ['a.csv', 'folder/sub/b.csv', 'ü.csv']);
});

const zeros = Buffer.alloc(30 * 1024 * 1024);
const many = (count: number) =>
  zip(Array.from({ length: count }, (_, i): [string, string] => [`${i}.csv`, '']));
const unpackable = (reason: string) => RegExp(`^a\\.zip: cannot be unpacked: ${reason}`);
const isUnsafe = unpackable('(invalid relative path|absolute path|invalid characters)');
const isDamaged = unpackable('');

const bad: [what: string, archive: Buffer, message: RegExp][] = [
  ['parent', zip({ '../../x': '' }), isUnsafe],
  ['parent inside', zip({ 'a/../../x': '' }), isUnsafe],
  ['absolute', zip({ '/etc/x': '' }), isUnsafe],
  ['drive', zip({ 'C:/x': '' }), isUnsafe],
  ['backslash', zip({ '..\\x': '' }), isUnsafe],
  ['encrypted', zip({ 'a.csv': '' }, { flags: 1 }), unpackable('entry is encrypted')],
  [
    'other method',
    zip({ 'a.csv': '' }, { method: 9 }),
    unpackable('unsupported compression method'),
  ],
  [
    'two of a name',
    zip([
      ['a', '1'],
      ['a', '2'],
    ]),
    unpackable('it has two files named a$'),
  ],
  ['2,001 entries', many(2001), unpackable('it has more than 2000 entries')],
  ['a bomb', zip({ a: zeros, b: zeros }), unpackable('it has more than 50 MB')],
  ['a bomb that lies', zip({ a: zeros, b: zeros }, { size: 5 }), unpackable('too many bytes')],
  ['a lie about the size', zip({ a: 'abc' }, { size: 2 }), unpackable('too many bytes')],
  ['a lie about the sum', zip({ a: 'abc' }, { crc: 1 }), unpackable('a is damaged')],
  ['cut off', zip(files).subarray(0, -30), isDamaged],
  ['only a start', Buffer.from('PK\x03\x04'), isDamaged],
  ['a cut in front', zip(files).fill(0, 4 + 26, 60), isDamaged],
  ['a directory beyond the file', pointed(zip(files), 16), isDamaged],
  ['other bytes', zip(files).fill(0xff, 35, 37), isDamaged],
];

/** Changes an offset in the record at the end. */
function pointed(archive: Buffer, field: number): Buffer {
  archive.writeUInt32LE(0x7fffffff, archive.length - 22 + field);
  return archive;
}

test('archives that are unsafe, too large or damaged are refused', async (t) => {
  for (const [what, archive, message] of bad) {
    t.match(await refusal(t, 'a.zip', archive), message, what);
  }
});

test('2,000 entries are taken, and any damage to an archive is a refusal', async (t) => {
  t.equal((await unpack(many(2000))).size, 2000);
  const whole = zip({ 'a.csv': 'date,visitors,views\n2024-05-01,1,1\n' });
  for (let i = 4; i < whole.length; i++) {
    const archive = Buffer.from(whole);
    archive[i] = (archive[i] ?? 0) ^ 0xff;
    // Some bytes, such as times, mean nothing here. What matters: no other error than for the owner.
    t.type(await refusal(t, 'a.zip', archive), 'string', `byte ${i}`);
  }
});
