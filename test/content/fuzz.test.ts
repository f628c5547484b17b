import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import fc, { type Arbitrary } from 'fast-check';
import { type Test, test } from 'tap';
import { openapiDocument } from '../../app/openapi.ts';
import { type RouteName, splitRoute } from '../../scripts/lib/routes.ts';
import { build } from '../support/build.ts';
import { nearlyValid, strange, valid } from '../support/from-schema.ts';
import { type Issuer, owner, startIssuer } from '../support/issuer.ts';
import { type Operation, operations } from '../support/operations.ts';
import { photos } from '../support/photos.ts';
import { inProcess } from '../support/target.ts';

interface Request {
  route: RouteName;
  path: string;
  headers: Record<string, string>;
  body?: string | Buffer;
}

const isOfContent = ([route]: [RouteName, Operation]) =>
  / \/v1\/(blog|projects|certifications|media)(\/|$)/.test(route);
const fuzzed = (await operations()).filter(isOfContent);
const answers = await validators();

for (const [who, tokenOf, numRuns] of [
  ['the owner', (issuer: Issuer) => issuer.token(owner), 1500],
  ['another user', (issuer: Issuer) => issuer.token(), 300],
  ['anyone', () => undefined, 300],
] as const) {
  test(`no request of ${who} to content or media causes a 5xx or an answer that is not declared`, async (t) => {
    const issuer = await startIssuer(t);
    const { app } = await build(t, { env: issuer.env });
    const target = inProcess(app);
    const token = tokenOf(issuer);
    const authorization = token && { authorization: `Bearer ${token}` };
    /** The names of what earlier requests made, by the path of its kind. */
    const made = new Map<string, string[]>();
    const statuses = new Map<RouteName, Set<number>>();

    await check(t, numRuns, async ({ route, path, headers, body }) => {
      const { method, path: pattern } = splitRoute(route);
      const collection = pattern.split('/{')[0] ?? '';
      const known = made.get(collection) ?? [];
      made.set(collection, known);
      const all = { ...headers, ...authorization };
      const url = path.replace(/known-(\d+)/, (_, n) => known[n] ?? 'none');
      const answer = await target({ method, path: url, headers: all, ...(body && { body }) });
      const seen = statuses.get(route) ?? new Set();
      statuses.set(route, seen.add(answer.status));
      const isRight = answers.get(`${route} ${answer.status}`);
      if (answer.status >= 500 || !isRight) throw new Error(`${answer.status} ${answer.body}`);
      if (answer.status === 204) return;
      const value = JSON.parse(answer.body);
      if (answer.status === 201 && pattern === collection) known.unshift(...namesIn(value));
      if (!isRight(value)) throw new Error(`${answer.body} ${JSON.stringify(isRight.errors)}`);
    });

    for (const [route, { 'x-policy': policy }] of fuzzed) {
      const seen = [...(statuses.get(route) ?? [])];
      if (who === 'the owner') {
        t.ok(
          seen.some((status) => status < 300 || status === 404),
          `${route}: ${seen}`,
        );
      } else if (policy === 'owner') t.strictSame(seen, [token ? 403 : 401], route);
    }
  });
}

/** Ids, slugs and names of files. */
function namesIn(value: { id?: string; slug?: string; path?: string }): string[] {
  return [value.id, value.slug, value.path?.replace('/media/', '')].filter(
    (name) => name !== undefined,
  );
}

async function check(t: Test, numRuns: number, property: (request: Request) => Promise<void>) {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  t.comment(`SEED=${seed}`);
  const requests = fc.oneof(...fuzzed.map(([route, operation]) => requestOf(route, operation)));
  await fc.assert(fc.asyncProperty(requests, property), { numRuns, seed });
}

const printable = fc.string({
  unit: fc.integer({ min: 0x20, max: 0x7e }).map((n) => String.fromCharCode(n)),
});
const headers = fc.record(
  {
    'if-match': fc.oneof(fc.constantFrom('*', '"1"', '"2"', 'W/"1"', '"1", "2"', '1'), printable),
    'idempotency-key': fc.oneof(fc.constantFrom('a', 'b', ''), printable),
  },
  { requiredKeys: [] },
);
const fewHeaders = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, headers);
const names = fc.oneof(
  { weight: 3, arbitrary: fc.nat(3).map((n) => `known-${n}`) },
  fc
    .oneof(
      fc.constantFrom('c_AAAAAAAAAAAAAAAA', 'preview', '0123456789abcdef-1x1.gif', 'x'.repeat(200)),
      fc.string({ unit: 'binary', minLength: 1 }),
    )
    // As a whole part of a path, dots go up to another route.
    .map((name) => encodeURIComponent(name.toWellFormed().replaceAll('.', '_'))),
);

function requestOf(
  route: RouteName,
  { parameters = [], requestBody }: Operation,
): Arbitrary<Request> {
  const { path } = splitRoute(route);
  const query = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => [
      name,
      fc.oneof(
        { weight: 8, arbitrary: fc.constant(undefined) },
        { weight: 3, arbitrary: valid(schema).map(toText) },
        { weight: 1, arbitrary: strange.map(toText) },
      ),
    ]);
  return fc
    .record({
      name: names,
      query: fc.record<Record<string, string | undefined>>(Object.fromEntries(query)),
      headers: fewHeaders,
      body: requestBody ? bodyOf(requestBody.content) : fc.constant<Body>({}),
    })
    .map(({ name, query, headers, body: { type, ...body } }) => {
      const given = Object.entries(query).filter(
        (one): one is [string, string] => one[1] !== undefined,
      );
      const text = new URLSearchParams(given).toString();
      return {
        route,
        path: path.replace(/\{\w+\}/, name) + (text && `?${text}`),
        headers: { ...headers, ...(type && { 'content-type': type }) },
        ...body,
      };
    });
}

function toText(value: unknown): string {
  return (typeof value === 'string' ? value : `${JSON.stringify(value)}`).toWellFormed();
}

interface Body {
  type?: string;
  body?: string | Buffer;
}

function bodyOf(content: NonNullable<Operation['requestBody']>['content']): Arbitrary<Body> {
  const json = content['application/json'];
  const body = json
    ? nearlyValid(json.schema).map((value) => JSON.stringify(value))
    : fc.oneof(
        fc.constantFrom(...Object.values(photos)),
        damaged,
        fc.constant(Buffer.from('<svg/>')),
      );
  return fc.oneof(
    { weight: 20, arbitrary: fc.record({ type: fc.constantFrom(...Object.keys(content)), body }) },
    fc.constantFrom<Body>({}, { type: 'text/plain', body: 'a' }, { type: 'application/json' }),
    fc.constantFrom('{', '[]', 'null', '7').map((body) => ({ type: 'application/json', body })),
  );
}

const damaged = fc
  .tuple(fc.constantFrom(...Object.values(photos)), fc.nat(600), fc.nat(255), fc.nat(600))
  .map(([photo, at, byte, length]) => {
    const copy = Buffer.from(photo);
    copy[at % copy.length] = byte;
    return copy.subarray(0, Math.max(1, copy.length - Math.max(0, length - 500)));
  });

/** For each route and status, whether the body of an answer is as the API document says. */
async function validators(): Promise<Map<string, ValidateFunction>> {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  ajv.addFormat('well-formed', (text: string) => text.isWellFormed());
  ajv.addSchema(JSON.parse(await openapiDocument()), 'document');
  const escaped = (path: string) => path.replaceAll('~', '~0').replaceAll('/', '~1');
  return new Map(
    fuzzed.flatMap(([route, { responses }]) =>
      Object.entries(responses).map(([status, { content }]) => {
        const { method, path } = splitRoute(route);
        const place = ['paths', escaped(path), method.toLowerCase(), 'responses', status];
        const pointer = [...place, 'content', 'application~1json', 'schema'].join('/');
        const schema = content ? { $ref: `document#/${encodeURI(pointer)}` } : { not: {} };
        return [`${route} ${status}`, ajv.compile(schema)] as const;
      }),
    ),
  );
}
