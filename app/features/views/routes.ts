import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { NotFound } from '../../errors.ts';
import type { IsCrossSite } from '../../http/cross-site.ts';
import { errorAnswer } from '../../http/schemas.ts';
import type { ViewerAddress } from '../../http/viewer.ts';
import type { Kind } from '../content/service.ts';
import { Tracked, VisitHeaders } from '../visitors/schemas.ts';
import {
  ItemViews,
  Limit,
  OfItem,
  OfType,
  TopContent,
  TotalViews,
  TypeViews,
  ViewInput,
} from './schemas.ts';
import type { ViewService } from './service.ts';

interface Options {
  views: ViewService;
  viewerAddress: ViewerAddress;
  isCrossSite: IsCrossSite;
}

const tags = ['Analytics'];
const unknown = errorAnswer('There is no such item, or it is not published.');

/** The kinds by their names in these routes. */
const kinds = new Map<string, Kind>([
  ['blog', 'post'],
  ['project', 'project'],
  ['certification', 'certification'],
]);

/** @throws {NotFound} */
function kindOf(contentType: string): Kind {
  const kind = kinds.get(contentType);
  if (!kind) throw new NotFound();
  return kind;
}

export const viewRoutes: FastifyPluginAsyncTypebox<Options> = async (
  app,
  { views, viewerAddress, isCrossSite },
) => {
  app.post(
    '/track',
    {
      config: { policy: 'optional', isVisit: true, isPausable: true },
      schema: {
        operationId: 'trackView',
        summary: 'Count a view of an item once per visitor and UTC day',
        description:
          'Also 200, with `tracked: false`, for what `POST /v1/visitors/track` does not count. After 503 the view was counted at most once; the client may send it again.',
        tags,
        headers: VisitHeaders,
        body: ViewInput,
        response: { 200: Tracked, 404: unknown },
      },
    },
    async (request) => {
      const { contentType, contentId: id } = request.body;
      const { reason } = await views.track(
        { kind: kindOf(contentType), id },
        {
          headers: request.headers,
          address: viewerAddress(request),
          isOwner: request.user?.role === 'owner',
          isCrossSite: isCrossSite(request),
        },
      );
      return { tracked: reason === undefined, ...(reason && { reason }) };
    },
  );

  app.get(
    '/views/:contentType/:contentId',
    {
      config: { policy: 'public', isPausable: true },
      schema: {
        operationId: 'getViews',
        summary: 'Get the views of an item',
        tags,
        params: OfItem,
        response: { 200: ItemViews, 404: unknown },
      },
    },
    async ({ params }) => {
      const { contentType, contentId: id } = params;
      return { ...params, views: await views.of({ kind: kindOf(contentType), id }) };
    },
  );

  app.get(
    '/views/:contentType',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'getViewsOfType',
        summary: 'Get the views of all items of a type',
        tags,
        params: OfType,
        response: { 200: TypeViews, 404: errorAnswer('There is no such type.') },
      },
    },
    async ({ params: { contentType } }) => {
      return { contentType, items: await views.ofKind(kindOf(contentType)) };
    },
  );

  app.get(
    '/top-content',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'getTopContent',
        summary: 'Get the items with most views',
        tags,
        querystring: Limit,
        response: { 200: TopContent },
      },
    },
    async ({ query }) => {
      const { post: blogs, project: projects, certification } = await views.top(query.limit);
      return { blogs, projects, certifications: certification };
    },
  );

  app.get(
    '/total-views',
    {
      config: { policy: 'owner' },
      schema: {
        operationId: 'getTotalViews',
        summary: 'Get the number of all views of content',
        tags,
        response: { 200: TotalViews },
      },
    },
    async () => ({ totalViews: await views.total() }),
  );
};
