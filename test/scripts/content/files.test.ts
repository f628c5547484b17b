import { Buffer } from 'node:buffer';
import { symlinkSync } from 'node:fs';
import { test } from 'tap';
import { readPosts } from '../../../scripts/content/folder.ts';
import { emptyFolder, postFile, writeFiles } from '../../support/content-files.ts';
import { photos } from '../../support/photos.ts';

const file = 'content/posts/x.md';
const post = (matter: string, text = 'Text.') => `---\n${matter}\n---\n${text}\n`;
const whole = 'title: X\ncategory: Notes';
const latin1 = Buffer.from(post(whole, 'Grüße'), 'latin1');
const aliases = (n: number) => `aliases: [${Array.from({ length: n }, (_, i) => `a${i}`)}]`;
const bomb = `a0: &a0 x\n${Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`).join('\n')}`;

const wrong: [what: string, text: string | Buffer, problem: string][] = [
  ['no front matter', 'Text.', `${file}:1: has no front matter`],
  ['an open front matter', '---\ntitle: X\n', `${file}:1: the front matter has no end`],
  ['an empty file', '', `${file}:1: has no front matter`],
  ['no title', post('category: Notes'), 'title is required'],
  ['no category', post('title: X'), 'category is required'],
  ['no text', post(whole, ''), `${file}:5: the text is required`],
  ['YAML that is none', post('title: "X\ncategory: Y'), `${file}:`],
  ['a tab', post('title: X\n\tcategory: Y'), `${file}:3: `],
  ['a name twice', post(`${whole}\ntitle: Y`), `${file}:4: Map keys must be unique`],
  ['a tag of YAML', post('title: !!js/function x\ncategory: Y'), `${file}:2: Unresolved tag`],
  ['aliases of YAML without end', post(bomb), 'Excessive alias count'],
  ['a list', post('- title'), 'has no names with values'],
  ['a title that is a list', post('title: [X]\ncategory: Y'), `${file}:2: must be text`],
  [
    'a title of two lines',
    post('title: |\n  a\n  b\ncategory: Y'),
    'title must be one line of text',
  ],
  [
    'a title of 201 characters',
    post(`title: ${'x'.repeat(201)}\ncategory: Y`),
    `${file}:2: title must have at most 200 characters`,
  ],
  [
    'a text of 100,001 characters',
    post(whole, 'x'.repeat(100_001)),
    'the text must have at most 100000 characters',
  ],
  [
    'a text of over 300 KiB',
    post(whole, '🎈'.repeat(80_000)),
    `${file}:5: the text must have at most 300 KiB`,
  ],
  [
    'a text that renders to too much',
    post(whole, `[a]: /${'x'.repeat(2000)}\n\n${'[a] '.repeat(12_000)}`),
    'the text renders to more than',
  ],
  [
    '21 tags',
    post(`${whole}\ntags: [${Array.from({ length: 21 }, (_, i) => `t${i}`)}]`),
    `${file}:4: tags`,
  ],
  ['tags that are no list', post(`${whole}\ntags: a, b`), `${file}:4: tags must be a list`],
  [
    'a draft that is unsure',
    post(`${whole}\ndraft: maybe`),
    `${file}:4: draft must be true or false`,
  ],
  [
    'a day that does not exist',
    post(`${whole}\ndate: 2024-13-40`),
    `${file}:4: "2024-13-40" is no day of the calendar`,
  ],
  ['February 30th', post(`${whole}\ndate: 2024-02-30T10:00Z`), 'is no day of the calendar'],
  [
    'a date that can be two',
    post(`${whole}\ndate: 01/05/2024`),
    `${file}:4: "01/05/2024" is no date`,
  ],
  ['a reserved slug', post(`${whole}\nslug: tag`), `${file}:4: slug is a reserved word`],
  ['a slug with capitals', post(`${whole}\nslug: Hello`), `${file}:4: slug must consist of a-z`],
  [
    'a reserved alias',
    post(`${whole}\naliases: [page]`),
    `${file}:4: alias "page" is a reserved word`,
  ],
  ['21 aliases', post(`${whole}\n${aliases(21)}`), `${file}:4: has more than 20 aliases`],
  [
    'a canonical address without TLS',
    post(`${whole}\ncanonical: http://x.example/`),
    `${file}:4: canonical must be an address`,
  ],
  ['Latin-1', latin1, `${file}:1: not UTF-8`],
  ['UTF-16', Buffer.from(`\ufeff${post(whole)}`, 'utf16le'), `${file}:1: not UTF-8`],
  ['NUL', post(whole, 'a\0b'), `${file}:1: not UTF-8`],
  ['no such image', post(whole, '\n![](no.png)'), `${file}:6: there is no no.png`],
  ['an image that is a folder', post(whole, '![](../posts)'), `${file}:5: there is no ../posts`],
  ['an image with a broken name', post(whole, '![](a%.png)'), `${file}:5: there is no a%.png`],
  [
    'an image that is none',
    post(whole, '![](text.png)'),
    `${file}:5: text.png is not a PNG, JPEG, WebP, AVIF or GIF image`,
  ],
  [
    'an image outside',
    post(whole, '![](../../../x.png)'),
    `${file}:5: ../../../x.png is outside of the project`,
  ],
  [
    'an image of over 2 MiB',
    post(whole, '![](large.png)'),
    `${file}:5: large.png has more than 2 MiB`,
  ],
];

test('a file that is wrong is named with its line, and nothing is sent', async (t) => {
  for (const [what, text, problem] of wrong) {
    emptyFolder(t);
    writeFiles({
      ...postFile('good'),
      [file]: text,
      'content/posts/text.png': 'text',
      'content/posts/large.png': Buffer.concat([photos.png, Buffer.alloc(2 * 1024 * 1024)]),
    });
    try {
      readPosts('content/posts');
      t.fail(what);
    } catch (error) {
      const { message, name } = error as Error;
      t.match(message, problem, what);
      t.match(message, /\n\nNothing was sent\.$/, what);
      t.equal(name, 'Error', message);
    }
  }
});

test('all that is wrong is named at once', async (t) => {
  emptyFolder(t);
  writeFiles({
    'content/posts/a.md': post('draft: x\ndate: never'),
    'content/posts/b.md': post(`${whole}\nslug: c`),
    'content/posts/c.md': post(whole),
    'content/posts/Not a slug.md': post(whole),
  });
  t.throws(() => readPosts('content/posts'), {
    message: [
      'content/posts/Not a slug.md:1: the name of the file cannot be an address: "not-a-slug.md", or add "slug"',
      'content/posts/a.md:3: "never" is no date: write 2024-05-01, or 2024-05-01T09:00:00Z',
      'content/posts/a.md:2: title is required',
      'content/posts/a.md:2: category is required',
      'content/posts/c.md: content/posts/b.md has the address "c"',
      '',
      'Nothing was sent.',
    ].join('\n'),
  });
});

test('what files may have', async (t) => {
  emptyFolder(t);
  const unusual = [
    '# A comment',
    'title: "2024: true"',
    'category: C++',
    'tags: []',
    'excerpt:',
    'date: 2024-05-01 10:30',
    'series: One',
  ].join('\n');
  writeFiles({
    'content/posts/bundle/index.md': `\ufeff${post(unusual, '\n\nText.\n\n')}`.replaceAll(
      '\n',
      '\r\n',
    ),
    'content/posts/2024/deep.md': post(whole),
    'content/posts/.hidden/x.md': 'not read',
    'content/posts/notes.txt': 'not read',
    elsewhere: 'not read',
  });
  symlinkSync('../../elsewhere', 'content/posts/link.md');
  const [deep, bundle, ...others] = readPosts('content/posts');
  t.strictSame(others, []);
  t.match(deep, {
    path: 'content/posts/2024/deep.md',
    post: { slug: 'deep' },
    publication: 'draft',
  });
  t.strictSame(bundle?.post, {
    slug: 'bundle',
    title: '2024: true',
    category: 'C++',
    tags: [],
    content: 'Text.',
  });
  t.strictSame(bundle?.notes, [
    'content/posts/bundle/index.md:8: "series" is not used',
    'content/posts/bundle/index.md:7: 2024-05-01 10:30 has no time zone: UTC',
  ]);
  t.strictSame(readPosts('no/such/folder'), []);
});
