import { test } from 'tap';
import { contentApi } from '../support/content-api.ts';

const paths = {
  post: '/v1/blog/posts',
  project: '/v1/projects',
  certification: '/v1/certifications',
} as const;
type Kind = keyof typeof paths;

/** The least that an item has. */
const least: Record<Kind, Record<string, unknown>> = {
  post: { title: 'A title', category: 'Some', content: 'Text' },
  project: { name: 'A name', description: 'What it is' },
  certification: { name: 'A name', issuer: 'Some' },
};

const media = '/media/0123456789abcdef-640x480.webp';
const blowUp = `[a]: /${'x'.repeat(2000)}\n\n${'[a] '.repeat(12_000)}`;

/** Of each field, values that get 400 on create and on update, with the place of the error if it is not the field. */
const wrong: [Kind, string, unknown[], place?: string][] = [
  [
    'post',
    'title',
    ['', '   ', '\u3000', 'a\nb', 'a\0b', '\u001b[31m', '\ud800', 'x'.repeat(201), 7, ['a'], {}],
  ],
  ['post', 'title', ['🤔'.repeat(201), 'א'.repeat(500)]],
  ['post', 'content', ['', '\udc00', 'x'.repeat(100_001), ['a'], true]],
  ['post', 'content', ['🤔'.repeat(76_801), blowUp]],
  ['post', 'category', ['', ' ', '\u2003', 'a\tb', 'x'.repeat(101), ['a'], 1]],
  ['post', 'excerpt', ['x'.repeat(501), '\ud800', 1]],
  ['post', 'tags', ['a', { 0: 'a' }, Array(21).fill('a')]],
  ['post', 'tags', [[''], [' '], ['x'.repeat(51)], [7], [null], ['a\u0085b']], 'tags.0'],
  [
    'post',
    'canonicalUrl',
    [
      'http://example.com/',
      'javascript:alert(1)',
      '//example.com/',
      'https://',
      'https://localhost/',
      'https://user:password@example.com/',
      'https://a..example/',
      'https://192.0.2.999/',
      'https://example.com:99999/',
      'https://example.com/a b',
      'https://example.com/\nx',
      'https://exämple.com/',
      `https://example.com/${'x'.repeat(2048)}`,
      1,
    ],
  ],
  ['post', 'origin', ['a.md', []]],
  ['post', 'origin', [{ path: 'a.md' }], 'origin.hash'],
  ['post', 'origin', [{ path: 'a\nb', hash: 'a' }], 'origin.path'],
  ['post', 'origin', [{ path: 'a.md', hash: 'a', size: 1 }], 'origin.size'],
  ['project', 'description', ['', 'x'.repeat(501)]],
  ['project', 'longDescription', ['x'.repeat(20_001)]],
  ['project', 'tech', [Array(31).fill('a')]],
  ['project', 'tech', [['x'.repeat(51)]], 'tech.0'],
  ['project', 'company', ['x'.repeat(201)]],
  ['project', 'featured', ['true', 1]],
  ['project', 'githubUrl', ['git@example.com:a/b.git', 'https://example']],
  ['project', 'liveUrl', ['ftp://example.com/']],
  [
    'project',
    'image',
    [
      `https://example.com${media}`,
      `//example.com${media}`,
      '/media/photo.webp',
      '/media/../media/0123456789abcdef-640x480.webp',
      '/media/0123456789abcdef-640x480.svg',
      '/media/0123456789abcdef-0x480.webp',
      `${media}?x`,
      `${media}\n`,
    ],
  ],
  ['certification', 'issuer', ['', 'x'.repeat(201)]],
  ['certification', 'type', ['exam', '', 1]],
  [
    'certification',
    'dateEarned',
    ['2023-02-29', '2024-13-01', '2024-00-10', '2024-2-1', '24-02-01', '2024-02-01T00:00:00Z', 1],
  ],
  ['certification', 'icon', ['x'.repeat(11), 'a\nb']],
  ['certification', 'description', ['x'.repeat(2001)]],
  ['certification', 'credentialUrl', ['http://example.com/']],
  [
    'post',
    'slug',
    [
      ...['feed.xml', 'feed.json', 'sitemap.xml', 'index.html'],
      ...['tag', 'category', 'page', 'preview'],
      ...['Tag', 'a--b', '-a', 'a-', 'a_b', 'a b', 'ä', '', '..', 'a/b', 'x'.repeat(81), null, 1],
      'c_0123456789abcdef',
    ],
  ],
  ['project', 'slug', ['preview', 'c_AAAAAAAAAAAAAAAA']],
  ['certification', 'slug', ['preview']],
  ...(['post', 'project', 'certification'] as const).flatMap((kind) =>
    ['id', 'version', 'createdAt', 'publishedAt', 'readTime', 'nothing', 'constructor'].map(
      (name): [Kind, string, unknown[]] => [kind, name, ['1']],
    ),
  ),
];

test('a wrong value of a field gets 400 at its place, and changes nothing', async (t) => {
  const { asOwner } = await contentApi(t);
  for (const [kind, field, values, place = field] of wrong) {
    const { body: item } = await asOwner('POST', paths[kind], least[kind]);
    const url = `${paths[kind]}/${item.id}`;
    for (const value of values) {
      const what = `${kind}.${field}: ${JSON.stringify(value).slice(0, 60)}`;
      for (const answer of [
        await asOwner('POST', paths[kind], { ...least[kind], [field]: value }),
        await asOwner('PUT', url, { [field]: value }),
      ]) {
        t.equal(answer.status, 400, what);
        t.match(answer.body.details, [{ path: `body.${place}`, message: String }], what);
        t.equal(answer.body.details?.length, 1, `${what}: one message`);
      }
    }
    t.strictSame((await asOwner('GET', url)).body, item);
    await asOwner('DELETE', url);
  }
  for (const path of Object.values(paths)) {
    t.strictSame((await asOwner('GET', `${path}?status=all`)).body.items, []);
  }
});

test('a body that is no object, lacks a required field, or changes nothing gets 400', async (t) => {
  const { asOwner } = await contentApi(t);
  for (const kind of ['post', 'project', 'certification'] as const) {
    const { body: item } = await asOwner('POST', paths[kind], least[kind]);
    const url = `${paths[kind]}/${item.id}`;
    for (const body of ['', '[]', 'null', '"a"', '7', '{', '{"__proto__":{}}', '{}', undefined]) {
      t.equal((await asOwner('POST', paths[kind], body)).status, 400, `POST ${body}`);
      t.equal((await asOwner('PUT', url, body)).status, 400, `PUT ${body}`);
    }
    for (const name of Object.keys(least[kind])) {
      const { [name]: _, ...rest } = least[kind];
      const path = `body.${name}`;
      const created = await asOwner('POST', paths[kind], rest);
      t.match(created, { status: 400, body: { details: [{ path }] } }, name);
      const cleared = await asOwner('PUT', url, { [name]: null });
      t.match(cleared, { status: 400, body: { details: [{ path }] } }, name);
    }
    t.equal(
      (await asOwner('POST', paths[kind], { ...least[kind], status: 'scheduled' })).status,
      400,
    );
    t.equal((await asOwner('PUT', url, { status: 'published' })).status, 400);
  }
});

test('null clears what a new item may lack', async (t) => {
  const { asOwner } = await contentApi(t);
  for (const [kind, more, after] of [
    [
      'post',
      {
        excerpt: 'a',
        tags: ['a'],
        canonicalUrl: 'https://a.example/',
        origin: { path: 'a.md', hash: 'a' },
      },
      { tags: [] },
    ],
    [
      'project',
      {
        longDescription: 'a',
        tech: ['a'],
        company: 'a',
        featured: true,
        githubUrl: 'https://a.example/',
        liveUrl: 'https://a.example/',
        image: media,
      },
      { tech: [], featured: false },
    ],
    [
      'certification',
      {
        type: 'course',
        dateEarned: '2020-02-29',
        icon: 'a',
        featured: true,
        description: 'a',
        credentialUrl: 'https://a.example/',
      },
      {
        type: 'certification',
        featured: false,
        dateEarned: /^\d{4}-\d\d-\d\d$/,
      },
    ],
  ] as const) {
    const { status, body: item } = await asOwner('POST', paths[kind], { ...least[kind], ...more });
    t.equal(status, 201);
    t.match(item, more);
    const nulls = Object.fromEntries(Object.keys(more).map((name) => [name, null]));
    const cleared = await asOwner('PUT', `${paths[kind]}/${item.id}`, nulls);
    t.match(cleared, { status: 200, body: { ...least[kind], ...after } });
    const kept = Object.keys(more).filter((name) => name in cleared.body);
    t.strictSame(kept.sort(), Object.keys(after).sort());
  }
});

test('strange titles make items with an address', async (t) => {
  const { asOwner, asAnyone } = await contentApi(t);
  for (const [title, slug] of [
    ['🤔', /^post-[a-z0-9]{6}$/],
    ['日本語', /^post-[a-z0-9]{6}$/],
    ['...', /^post-[a-z0-9]{6}$/],
    ['مرحبا \u200f\u202eevil', /^evil$/],
    ['👩‍👩‍👧‍👦'.repeat(20), /^post-[a-z0-9]{6}$/],
    ['🤔'.repeat(200), /^post-[a-z0-9]{6}$/],
    ['a'.repeat(200), /^a{80}$/],
    ['Straße & Ölçü', /^strasse-olcu$/],
    ['Tag', /^post-tag$/],
    ['c_0123456789abcdef', /^c-0123456789abcdef$/],
    ['</script><script>alert(1)</script>', /^script-script-alert-1-script$/],
  ] as const) {
    const { status, body } = await asOwner('POST', paths.post, {
      ...least.post,
      title: `\u3000${title}  `,
      status: 'published',
    });
    t.equal(status, 201, title);
    t.equal(body.title, title);
    t.match(body.slug, slug, title);
    t.strictSame((await asAnyone('GET', `${paths.post}/${body.slug}`)).body, body);
  }
});

test('only a list of tags is an If-Match, and only the version’s own strong tag matches', async (t) => {
  const { asOwner } = await contentApi(t);
  const { body: item } = await asOwner('POST', paths.post, least.post);
  const url = `${paths.post}/${item.id}`;
  for (const [header, status] of [
    [undefined, 200],
    ['*', 200],
    ['"1"', 200],
    ['"7", "1"', 200],
    ['"7","1" ,, W/"2"', 200],
    ['"2"', 412],
    ['"01"', 412],
    ['"1.0"', 412],
    ['""', 412],
    ['W/"1"', 412],
    ['"2", W/"1"', 412],
    ['"a,1,b"', 412],
    ['', 400],
    ['1', 400],
    ["'1'", 400],
    ['"1', 400],
    ['"1" "2"', 400],
    ['*, "1"', 400],
    ['w/"1"', 400],
    ['"1",x', 400],
    [`${'"1",'.repeat(2000)}x`, 400],
  ] as const) {
    const headers: Record<string, string> = header === undefined ? {} : { 'if-match': header };
    for (const [method, path, body] of [
      // It changes nothing, so the version stays.
      ['PUT', url, { title: least.post.title }],
      ['POST', `${url}/unpublish`, undefined],
      ...(status === 200 ? [] : ([['POST', `${url}/publish`, {}]] as const)),
      ...(status === 200 ? [] : ([['DELETE', url, undefined]] as const)),
    ] as const) {
      const answer = await asOwner(method, path, body, headers);
      t.equal(answer.status, status, `${method} ${header?.slice(0, 40)}`);
      if (status === 200) t.equal(answer.headers.etag, '"1"');
      if (status === 400) t.match(answer.body.details, [{ path: 'headers.if-match' }]);
    }
  }
});

test('of two editors at once, one gets 412', async (t) => {
  const { asOwner } = await contentApi(t);
  const { body: item } = await asOwner('POST', paths.post, least.post);
  const url = `${paths.post}/${item.id}`;
  const edit = (content: string) => asOwner('PUT', url, { content }, { 'if-match': '"1"' });
  const answers = await Promise.all([edit('Of the first'), edit('Of the second')]);
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 412]);
  const winner = answers.find(({ status }) => status === 200);
  t.strictSame((await asOwner('GET', url)).body, winner?.body);
});

test('posts of one title at once get slugs of their own, and a chosen slug is refused', async (t) => {
  const { asOwner } = await contentApi(t);
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => asOwner('POST', paths.post, least.post)),
  );
  const slugs = answers.map(({ body }) => body.slug).sort();
  t.strictSame(slugs, ['a-title', 'a-title-2', 'a-title-3', 'a-title-4', 'a-title-5']);
  const chosen = { ...least.post, slug: 'a-title' };
  const taken = { status: 409, body: { code: 'SLUG_TAKEN' } };
  t.match(await asOwner('POST', paths.post, chosen), taken);
  const other = answers.find(({ body }) => body.slug === 'a-title-2');
  t.match(await asOwner('PUT', `${paths.post}/${other?.body.id}`, { slug: 'a-title' }), taken);
  const project = await asOwner('POST', paths.project, { ...least.project, slug: 'a-title' });
  t.equal(project.status, 201, 'another kind');
});

test('an Idempotency-Key has 1 to 255 visible ASCII characters, and belongs to a kind', async (t) => {
  const { asOwner } = await contentApi(t);
  for (const key of ['', 'a b', 'ä', 'x'.repeat(256)]) {
    const answer = await asOwner('POST', paths.post, least.post, { 'idempotency-key': key });
    t.match(answer, { status: 400, body: { details: [{ path: 'headers.idempotency-key' }] } }, key);
  }
  const key = { 'idempotency-key': 'x'.repeat(255) };
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => asOwner('POST', paths.post, least.post, key)),
  );
  t.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
  t.equal((await asOwner('GET', `${paths.post}?status=all`)).body.items.length, 1);
  const project = await asOwner('POST', paths.project, least.project, key);
  t.not(project.body.id, answers[0]?.body.id);
});

test('a cursor belongs to one list, and outlives its item', async (t) => {
  const { asOwner, asAnyone } = await contentApi(t);
  const ids: string[] = [];
  for (let i = 0; i < 6; i++) {
    const post = { ...least.post, tags: ['a'], status: 'published' };
    ids.unshift((await asOwner('POST', paths.post, post)).body.id);
  }
  const list = async (query: string) => {
    const { status, body } = await asAnyone('GET', `${paths.post}?${query}`);
    t.equal(status, 200, query);
    return { next: body.nextCursor, ids: body.items.map(({ id }: { id: string }) => id) };
  };
  const { next, ids: first } = await list('limit=2');
  t.strictSame(first, ids.slice(0, 2));

  const place = [{ path: 'querystring.cursor', message: String }];
  const refused = { status: 400, body: { details: place } };
  const middle = Math.floor(next.length / 2);
  const damaged = `${next.slice(0, middle)}${next[middle] === 'A' ? 'B' : 'A'}${next.slice(middle + 1)}`;
  for (const query of [
    ...[next.slice(1), next.slice(0, -1), `${next}A`, damaged, `${next}=`, `${next}%00`].map(
      (cursor) => `cursor=${cursor}`,
    ),
    'cursor=',
    'cursor=c_AAAAAAAAAAAAAAAA',
    `cursor=${Buffer.from('{"pk":"POST"}').toString('base64url')}`,
    `cursor=${next}&tag=a`,
    `cursor=${next}&category=some`,
  ]) {
    t.match(await asAnyone('GET', `${paths.post}?${query}`), refused, query);
  }
  t.match(await asOwner('GET', `${paths.post}?cursor=${next}&status=all`), refused, 'all');
  t.match(await asAnyone('GET', `${paths.project}?cursor=${next}`), refused, 'another kind');

  // The item at the cursor, and one of the page after it, while that page is read.
  for (const id of [ids[1], ids[3]]) {
    t.equal((await asOwner('DELETE', `${paths.post}/${id}`)).status, 204);
  }
  const second = await list(`limit=2&cursor=${next}`);
  t.strictSame(second.ids, [ids[2], ids[4]], 'full, nothing twice');
  t.strictSame(await list(`limit=2&cursor=${second.next}`), { next: null, ids: [ids[5]] });
});

test('an id or slug of any form gets 404 when nothing has it', async (t) => {
  const { asOwner, asAnyone } = await contentApi(t);
  for (const path of Object.values(paths)) {
    for (const id of [
      ...['c_AAAAAAAAAAAAAAAA', 'c_', 'no-such-slug', 'A', '...', 'feed.xml', 'ITEM'],
      ...['a#b', 'a/b', '%', '\0', '🤔', 'a\nb', '__proto__', 'x'.repeat(5000)],
    ]) {
      const url = `${path}/${encodeURIComponent(id)}`;
      t.equal((await asAnyone('GET', url)).status, 404, id);
      t.equal((await asOwner('GET', url)).status, 404, id);
      const body = path === paths.post ? least.post : { name: 'A' };
      for (const [method, part, payload] of [
        ['PUT', '', body],
        ['DELETE', '', undefined],
        ['POST', '/publish', undefined],
        ['POST', '/unpublish', undefined],
        ['POST', '/preview', undefined],
        ['DELETE', '/preview', undefined],
      ] as const) {
        t.equal((await asOwner(method, url + part, payload)).status, 404, `${method} ${id}${part}`);
      }
    }
  }
  const { body: post } = await asOwner('POST', paths.post, least.post);
  t.equal((await asOwner('GET', `${paths.project}/${post.id}`)).status, 404, 'of another kind');
  t.equal((await asOwner('DELETE', `${paths.post}/${post.slug}`)).status, 404, 'writes take ids');
});

test('publishing takes an instant or nothing', async (t) => {
  const { asOwner } = await contentApi(t);
  const { body: item } = await asOwner('POST', paths.post, least.post);
  const url = `${paths.post}/${item.id}/publish`;
  const inYears = (years: number) =>
    new Date(Date.now() + years * 365.25 * 24 * 3_600_000).toISOString();
  for (const publishedAt of [
    ...[
      '',
      'now',
      '2026-11-21',
      '2026-11-21T09:30:00',
      '2026-02-30T00:00:00Z',
      '1769-12-31T23:59:59Z',
    ],
    ...['2016-12-31T23:59:60Z', inYears(10.01), 0, null, ['2026-11-21T09:30:00Z']],
  ]) {
    const answer = await asOwner('POST', url, { publishedAt });
    t.match(
      answer,
      { status: 400, body: { details: [{ path: 'body.publishedAt' }] } },
      `${publishedAt}`,
    );
  }
  for (const body of ['[]', 'null', '7', '"2026-11-21T09:30:00Z"', '{"at":1}', '{']) {
    t.equal((await asOwner('POST', url, body)).status, 400, body);
  }
  t.match((await asOwner('GET', `${paths.post}/${item.id}`)).body, { status: 'draft', version: 1 });
  for (const body of ['', '{}', undefined]) {
    t.match(await asOwner('POST', url, body), { status: 200, body: { status: 'published' } });
  }
  const elsewhere = await asOwner('POST', url, { publishedAt: '2001-02-03T04:05:06+02:00' });
  t.equal(elsewhere.body.publishedAt, '2001-02-03T02:05:06.000Z');
  const later = await asOwner('POST', url, { publishedAt: inYears(9.99) });
  t.equal(later.body.status, 'scheduled');
});

test('a body may have 384 KiB, and authorization is decided before it is read', async (t) => {
  const { asOwner, asUser, asAnyone } = await contentApi(t);
  const padded = (kind: Kind, bytes: number) => JSON.stringify(least[kind]).padEnd(bytes);
  const limit = 384 * 1024;
  for (const kind of ['post', 'project', 'certification'] as const) {
    const { status, body: item } = await asOwner('POST', paths[kind], padded(kind, limit));
    t.equal(status, 201);
    const url = `${paths[kind]}/${item.id}`;
    t.equal((await asOwner('PUT', url, padded(kind, limit))).status, 200);
    for (const [method, path] of [
      ['POST', paths[kind]],
      ['PUT', url],
    ] as const) {
      const tooLarge = padded(kind, limit + 1);
      t.equal((await asOwner(method, path, tooLarge)).status, 413);
      t.equal((await asUser(method, path, tooLarge)).status, 403);
      t.equal((await asAnyone(method, path, tooLarge)).status, 401);
    }
    t.equal((await asOwner('POST', `${url}/publish`, '{}'.padEnd(16 * 1024 + 1))).status, 413);
  }
});

test('a query that a list does not have gets 400, and what is not published is the owner’s', async (t) => {
  const { asOwner, asUser, asAnyone } = await contentApi(t);
  for (const [path, queries] of [
    [
      paths.post,
      ['featured=true', 'type=course', 'category=a&category=b', `tag=${'x'.repeat(201)}`],
    ],
    [paths.project, ['featured=yes', 'featured=', 'tag=a']],
    [paths.certification, ['type=exam', 'featured=2', 'category=a']],
  ] as const) {
    const common = [
      'limit=0',
      'limit=101',
      'limit=-1',
      'limit=1e9',
      'status=',
      'status=Draft',
      'q=a',
    ];
    for (const query of [...common, ...queries]) {
      t.equal((await asAnyone('GET', `${path}?${query}`)).status, 400, `${path}?${query}`);
    }
    for (const status of ['draft', 'scheduled', 'all']) {
      t.equal((await asAnyone('GET', `${path}?status=${status}`)).status, 401, status);
      t.equal((await asUser('GET', `${path}?status=${status}`)).status, 403, status);
      t.equal((await asOwner('GET', `${path}?status=${status}`)).status, 200, status);
    }
  }
  for (const value of ['No Such', '%00', '🤔', 'x'.repeat(200), 'a#b']) {
    const { status, body } = await asAnyone(
      'GET',
      `${paths.post}?tag=${encodeURIComponent(value)}`,
    );
    t.strictSame([status, body], [200, { items: [], nextCursor: null }], value);
  }
});
