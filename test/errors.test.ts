import { test } from 'tap';
import {
  BadRequest,
  Conflict,
  Forbidden,
  NotFound,
  TooManyRequests,
  Unauthorized,
  Unavailable,
} from '../app/errors.ts';
import { build } from './support/build.ts';

const cases: [Error, { statusCode: number; code: string }, Record<string, string>][] = [
  [new BadRequest('WRONG_CODE', 'Wrong'), { statusCode: 400, code: 'WRONG_CODE' }, {}],
  [new Unauthorized(), { statusCode: 401, code: 'UNAUTHORIZED' }, { 'www-authenticate': 'Bearer' }],
  [new Forbidden(), { statusCode: 403, code: 'FORBIDDEN' }, {}],
  [new NotFound(), { statusCode: 404, code: 'NOT_FOUND' }, {}],
  [new Conflict('SLUG_TAKEN', 'Taken'), { statusCode: 409, code: 'SLUG_TAKEN' }, {}],
  [new TooManyRequests(7), { statusCode: 429, code: 'TOO_MANY_REQUESTS' }, { 'retry-after': '7' }],
  [
    new Unavailable('The database', new Error('secret table name')),
    { statusCode: 503, code: 'UNAVAILABLE' },
    { 'retry-after': '2' },
  ],
];

for (const [error, body, headers] of cases) {
  test(`${error.name} gets ${body.statusCode}, is never cached, and does not expose its cause`, async (t) => {
    const { app } = await build(t, {
      extend: (app) => {
        app.get('/fails', { config: { policy: 'public' } }, async (_request, reply) => {
          reply.header('cache-control', 'public, max-age=60');
          throw error;
        });
      },
    });
    const answer = await app.inject('/fails');
    t.equal(answer.statusCode, body.statusCode);
    t.match(answer.json(), { ...body, error: String, message: error.message });
    t.match(answer.headers, { ...headers, 'cache-control': 'no-store' });
    t.notMatch(answer.body, 'secret');
  });
}
