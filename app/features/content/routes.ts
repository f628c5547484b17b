import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Forbidden, Unauthorized } from '../../errors.ts';
import { etagOf, ifMatch } from '../../http/if-match.ts';
import { errorAnswer } from '../../http/schemas.ts';
import { kindSchemas } from './kind-schemas.ts';
import { present } from './presenter.ts';
import {
  Conditions,
  Id,
  IdempotencyKey,
  IdOrSlug,
  Nothing,
  Preview,
  Publish,
  trimLines,
} from './schemas.ts';
import type { ContentService, Fields, Kind, ListQuery, Summaries } from './service.ts';

interface Options {
  kind: Kind;
  /** The path of these routes, which are its prefix. */
  prefix: string;
  /** The path of the kind's pages on the site. */
  pages: string;
  content: ContentService;
}

interface Words {
  tag: string;
  /** For operation ids and summaries. */
  one: string;
  many: string;
}

const words: Record<Kind, Words> = {
  post: { tag: 'Blog', one: 'post', many: 'posts' },
  project: { tag: 'Projects', one: 'project', many: 'projects' },
  certification: { tag: 'Certifications', one: 'certification', many: 'certifications' },
};

/** A text of 100,000 characters as JSON, and what is beside it. */
const bodyLimit = 384 * 1024;

const tooLarge = errorAnswer('The body is larger than 384 KiB.');
const unknown = errorAnswer('There is no such item.');
const stale = errorAnswer('The item has changed since the version in `If-Match`.');
const taken = errorAnswer('Another item has the slug (`SLUG_TAKEN`).');

/** The routes of one kind of content. They are the same for all kinds. */
export const contentRoutes: FastifyPluginAsyncTypebox<Options> = async (
  app,
  { kind, prefix: path, pages, content },
) => {
  const { tag, one, many } = words[kind];
  const { Create, Update, Query, List, Item, Created } = kindSchemas[kind];
  const tags = [tag];
  const named = (verb: string, noun: string) => `${verb}${noun[0]?.toUpperCase()}${noun.slice(1)}`;

  const preValidation = async (request: FastifyRequest) => {
    request.body = trimLines(request.body, Create.properties);
  };
  // Some clients name the type of a body that they do not send.
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null);
    else parse(request, `${body}`, done);
  });

  app.get(
    '',
    {
      config: { policy: 'optional' },
      schema: {
        operationId: named('list', many),
        summary: `List ${many}`,
        description: 'Newest first, without their texts. Unpublished ones are for the owner.',
        tags,
        querystring: Query,
        response: { 200: List },
      },
    },
    async (request) => {
      const query = request.query as unknown as ListQuery;
      if (query.status !== 'published') onlyOwner(request);
      const { items, nextCursor } = await content.list(kind, query);
      return { items: items.map(present), nextCursor };
    },
  );

  app.get(
    '/:id',
    {
      config: { policy: 'optional' },
      schema: {
        operationId: named('get', one),
        summary: `Get a ${one}`,
        description: 'By its id or its slug. What is not published is for the owner.',
        tags,
        params: IdOrSlug,
        response: { 200: Item, 404: unknown },
      },
    },
    async (request, reply) => {
      const isOwner = request.user?.role === 'owner';
      return answer(reply, await content.find(kind, request.params.id, isOwner));
    },
  );

  app.post(
    '',
    {
      bodyLimit,
      config: { policy: 'owner' },
      preValidation,
      schema: {
        operationId: named('create', one),
        summary: `Create a ${one}`,
        tags,
        headers: IdempotencyKey,
        body: Create,
        response: { 201: Created, 409: taken, 413: tooLarge },
      },
    },
    async (request, reply) => {
      const { status, ...fields } = request.body as Fields;
      const key = request.headers['idempotency-key'];
      const { item } = await content.create(kind, fields, {
        publish: status === 'published',
        ...(typeof key === 'string' && { idempotencyKey: key }),
      });
      // Relative to the path that was called: the site and the gateway prefix it differently.
      reply.code(201).header('location', `${path.slice(path.lastIndexOf('/') + 1)}/${item.id}`);
      return answer(reply, item);
    },
  );

  app.put(
    '/:id',
    {
      bodyLimit,
      config: { policy: 'owner' },
      preValidation,
      schema: {
        operationId: named('update', one),
        summary: `Change a ${one}`,
        description:
          'Fields that are left out stay. `null` clears one that a new item may lack. A former slug of published content redirects to the new one.',
        tags,
        headers: Conditions,
        params: Id,
        body: Update,
        response: { 200: Item, 404: unknown, 409: taken, 412: stale, 413: tooLarge },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      return answer(reply, await content.update(kind, id, request.body as Fields, match(request)));
    },
  );

  app.delete(
    '/:id',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: named('delete', one),
        summary: `Delete a ${one}`,
        tags,
        headers: Conditions,
        params: Id,
        response: { 204: Nothing, 404: unknown, 412: stale },
      },
    },
    async (request, reply) => {
      await content.remove(kind, request.params.id, match(request));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/:id/publish',
    {
      config: { policy: 'owner', isBodyOptional: true },
      preValidation: emptyBody,
      schema: {
        operationId: named('publish', one),
        summary: `Publish a ${one}, now or at an instant`,
        description:
          'Idempotent. The body may be left out: then the instant of the first publication stays.',
        tags,
        headers: Conditions,
        params: Id,
        body: Publish,
        response: { 200: Item, 404: unknown, 412: stale },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { publishedAt } = request.body;
      return answer(reply, await content.publish(kind, id, publishedAt, match(request)));
    },
  );

  app.post(
    '/:id/unpublish',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: named('unpublish', one),
        summary: `Make a ${one} a draft again`,
        description: 'Idempotent. Its page is gone within 65 seconds.',
        tags,
        headers: Conditions,
        params: Id,
        response: { 200: Item, 404: unknown, 412: stale },
      },
    },
    async (request, reply) =>
      answer(reply, await content.unpublish(kind, request.params.id, match(request))),
  );

  app.post(
    '/:id/preview',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: named('preview', one),
        summary: `Make a link to a ${one} that is not published`,
        description: 'It is valid for 7 days. Only its hash is stored.',
        tags,
        params: Id,
        response: { 201: Preview, 404: unknown },
      },
    },
    async ({ params: { id } }, reply) => {
      const { token, expiresAt } = await content.createPreview(kind, id);
      return reply.code(201).send({ url: `${pages}/preview/${id}/${token}`, expiresAt });
    },
  );

  app.delete(
    '/:id/preview',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: named('deletePreviewOf', one),
        summary: 'Revoke the link',
        tags,
        params: Id,
        response: { 204: Nothing, 404: unknown },
      },
    },
    async ({ params: { id } }, reply) => {
      await content.removePreview(kind, id);
      return reply.code(204).send(null);
    },
  );
};

function answer(reply: FastifyReply, item: Summaries[Kind]): object {
  reply.header('etag', etagOf(item.version));
  return present(item);
}

function match({ headers }: FastifyRequest) {
  return ifMatch(headers['if-match']);
}

/** @throws {Unauthorized}, {Forbidden} */
function onlyOwner({ user }: FastifyRequest): void {
  if (!user) throw new Unauthorized();
  if (user.role !== 'owner') throw new Forbidden();
}

/** Fastify would reject a body that is missing. */
async function emptyBody(request: FastifyRequest): Promise<void> {
  if (request.body === undefined) request.body = {};
}
