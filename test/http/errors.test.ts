import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { test } from 'tap';
import { build } from '../support/build.ts';

const body = Type.Object(
  { title: Type.String({ minLength: 1 }), size: Type.Optional(Type.Integer()) },
  { additionalProperties: false },
);

const config = { policy: 'public' } as const;

/** The test’s own routes: one that takes a body, and two that fail. */
function testRoutes(app: FastifyInstance): void {
  app.post('/echo', { schema: { body }, config }, async (request) => request.body);
  app.get('/broken', { config }, async () => {
    throw new Error('secret: table cloud-resume-data');
  });
  app.get('/teapot', { config }, async () => {
    throw Object.assign(new Error('short and stout'), { statusCode: 418, code: 'TEAPOT' });
  });
}

test('validation names each wrong property, and neither drops nor converts any', async (t) => {
  const { app } = await build(t, { extend: testRoutes });
  const cases: [unknown, { path: string }[]][] = [
    [{}, [{ path: 'body.title' }]],
    [{ title: 1 }, [{ path: 'body.title' }]],
    [{ title: '' }, [{ path: 'body.title' }]],
    [{ title: 'a', size: '1' }, [{ path: 'body.size' }]],
    [{ title: 'a', colour: 'red' }, [{ path: 'body.colour' }]],
    [[], [{ path: 'body' }]],
  ];
  for (const [payload, details] of cases) {
    const answer = await app.inject({ method: 'POST', url: '/echo', payload: payload as object });
    t.equal(answer.statusCode, 400);
    t.match(answer.json(), {
      statusCode: 400,
      error: 'Bad Request',
      code: 'FST_ERR_VALIDATION',
      message: String,
      details: details.map((detail) => ({ ...detail, message: String })),
    });
  }
});

test('bodies that cannot be read get a 4xx', async (t) => {
  const { app } = await build(t, { extend: testRoutes });
  const cases: [string, string, number][] = [
    ['application/json', '{', 400],
    ['application/json', '', 400],
    ['application/json', '{"__proto__":{"admin":true},"title":"a"}', 400],
    ['application/json', '{"constructor":{"prototype":{}},"title":"a"}', 400],
    ['application/json', `{"title":"${'a'.repeat(16 * 1024)}"}`, 413],
    ['application/x-unknown', 'title=a', 415],
    ['text/plain', '{"title":"a"}', 415],
    ['nonsense', 'a', 415],
  ];
  for (const [type, payload, status] of cases) {
    const headers = { 'content-type': type };
    const answer = await app.inject({ method: 'POST', url: '/echo', headers, payload });
    t.equal(answer.statusCode, status, `${type} ${payload.slice(0, 20)}`);
    t.match(answer.json(), { statusCode: status, error: String, message: String });
  }
});

test('the app logs an internal error and does not expose it in the answer', async (t) => {
  const { app, logs } = await build(t, { extend: testRoutes });
  const answer = await app.inject('/broken');
  t.equal(answer.statusCode, 500);
  t.strictSame(answer.json(), {
    statusCode: 500,
    error: 'Internal Server Error',
    message: 'Something went wrong on our side',
  });
  t.match(logs.join(), 'secret: table cloud-resume-data');
});

test('client errors keep their status, code and message', async (t) => {
  const { app } = await build(t, { extend: testRoutes });
  t.strictSame((await app.inject('/teapot')).json(), {
    statusCode: 418,
    error: "I'm a Teapot",
    code: 'TEAPOT',
    message: 'short and stout',
  });
});
