import { type Test, test } from 'tap';
import { localOwner } from '../../../scripts/local/user-pool-seed.ts';
import { contentFiles, postFile, readPost, writeFiles } from '../../support/content-files.ts';
import { runScript } from '../../support/run-script.ts';

async function commands(t: Test) {
  const files = await contentFiles(t);
  const env = { API_BASE_URL: files.url };
  return {
    ...files,
    env,
    content: (args: string[], more = {}) => runScript('content.ts', args, { ...env, ...more }),
    owner: (args: string[], input = '', more = {}) =>
      runScript('owner.ts', args, { ...env, ...more }, input),
  };
}

test('npm run content: what it prints, and its exit codes', async (t) => {
  const { content, api } = await commands(t);
  const made = await content(['new', 'Grüße aus Köln']);
  t.match(made, { code: 0, out: /^content\/posts\/grusse-aus-koln\.md: set "draft: false"/ });
  t.match(await content(['new', 'Grüße aus Köln']), {
    code: 1,
    error: 'content/posts/grusse-aus-koln.md exists.\n',
  });
  t.match(await content(['push', '--dry-run']), {
    code: 0,
    out: 'create  content/posts/grusse-aus-koln.md\n\nNothing is done yet. Add --yes to do it.\n',
  });
  t.strictSame(await api.list(), []);
  t.match(await content(['push']), { code: 0, out: 'create  content/posts/grusse-aus-koln.md\n' });
  t.match(await content(['status']), { code: 0, out: '1 unchanged\n' });
  writeFiles({
    'content/posts/grusse-aus-koln.md': readPost('grusse-aus-koln').replace('Write', 'I write'),
  });
  await api.update(await api.get('grusse-aus-koln'), { content: 'Other.' });
  const conflict = await content(['push']);
  t.equal(conflict.code, 2);
  t.match(conflict.out, /^conflict {2}content\/posts\/grusse-aus-koln\.md: the file and the post/);
  const { code, out } = await content(['push', '--json']);
  t.equal(code, 2);
  t.match(JSON.parse(out), {
    actions: [{ what: 'conflict', path: 'content/posts/grusse-aus-koln.md' }],
    exitCode: 2,
  });
  t.match(await content(['pull']), { code: 2 });
  writeFiles(postFile('x', 'Text', 'draft: maybe'));
  t.match(await content(['push']), {
    code: 1,
    error: 'content/posts/x.md:4: draft must be true or false\n\nNothing was sent.\n',
  });
});

test('npm run content: mistakes in the command get a sentence', async (t) => {
  const { content } = await commands(t);
  for (const [args, error] of [
    [[], 'npm run content -- status'],
    [['psuh'], 'npm run content -- status'],
    [['push', '--yess'], "Unknown option '--yess'"],
    [['push', '--force'], '--force needs the names of files.'],
    [['push', 'no.md'], 'There is no file no.md.'],
    [['import', 'nothing'], 'There is no nothing.'],
    [['new'], 'Give the post a title: new "Title"'],
  ] as const) {
    const answer = await content([...args]);
    t.equal(answer.code, 1, args.join(' '));
    t.match(answer.error, error);
    t.notMatch(answer.error, '    at ');
  }
  const nobody = { API_BASE_URL: 'http://127.0.0.1:9' };
  const answer = await content(['push'], nobody);
  t.match(answer, { code: 1, error: /^http:\/\/127\.0\.0\.1:9 does not answer: / });
  const elsewhere = await content(['push'], { API_BASE_URL: 'https://example.invalid' });
  t.match(elsewhere, { code: 1, error: 'Set API_TOKEN to a token of "npm run owner -- token".\n' });
});

test('npm run owner -- token: a program signs in with it, until it is revoked', async (t) => {
  const { content, owner } = await commands(t);
  const { email, password } = localOwner;
  const made = await owner(['token', email], `${password}\n`);
  t.match(made, { code: 0, error: `Password of ${email}: ` });
  const API_TOKEN = made.out.trim();
  t.match(API_TOKEN, /^[\w.=-]{20,}$/, 'nothing else on stdout');
  t.notMatch(made.error, password);
  writeFiles(postFile('one'));
  // The account of the laptop is not used when there is a token.
  t.match(await content(['push'], { API_TOKEN }), {
    code: 0,
    out: 'create  content/posts/one.md\n',
  });
  t.match(await owner(['revoke'], '', { API_TOKEN }), { code: 0, out: 'The token is revoked.\n' });
  for (const token of [API_TOKEN, 'no-token']) {
    const refused = await content(['push'], { API_TOKEN: token });
    t.strictSame(
      [refused.code, refused.error],
      [1, 'API_TOKEN is not valid any more. Make a new one: npm run owner -- token\n'],
    );
    t.notMatch(refused.error, token);
  }
  t.match(await owner(['token', email], 'wrong\n'), { code: 1, error: /failed: / });
  t.match(await owner(['token', email], ''), { code: 1, error: /Stopped\.$/m });
  t.match(await owner(['token']), { code: 1, error: /^Usage: / });
  t.match(await owner(['revoke']), { code: 1, error: /^Usage: / });
});

test('a busy or failing API is asked again, when it says', async (t) => {
  let answers: [status: number, after?: string][] = [];
  const { api, push, requests } = await contentFiles(t, (app) => {
    app.addHook('onRequest', async (request, reply) => {
      if (request.url.startsWith('/v1/auth')) return;
      const [status, after] = answers.shift() ?? [];
      if (status === undefined) return;
      if (after) reply.header('retry-after', after);
      return reply.code(status).send({ message: 'Later', statusCode: status });
    });
  });
  await api.list();
  writeFiles(postFile('one'));
  answers = [[429, '1'], [503], [502], [429]];
  const start = Date.now();
  const before = requests().length;
  t.match(await push(), { actions: [{ what: 'create' }] });
  t.equal(requests().length - before, 6);
  t.ok(Date.now() - start >= 1000, 'waits as long as the API asks');
  answers = Array.from({ length: 6 }, () => [503, '1']);
  await t.rejects(push(), { message: /does not answer: status 503$/ });
  answers = [[401]];
  t.match(
    await push(),
    { actions: [{ what: 'same' }] },
    'an access token that has expired is renewed',
  );
});
