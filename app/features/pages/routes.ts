import type {
  FastifyError,
  FastifyInstance,
  FastifyPluginAsync,
  FastifyReply,
  FastifyRequest,
} from 'fastify';
import type { AppError } from '../../errors.ts';
import { type Answer, sendAnswer } from '../../http/answer.ts';
import { errorHandler, notFoundHandler, prepareError } from '../../http/errors.ts';
import { barePage, unavailablePage } from '../../render/content/message-page.ts';
import type { SiteManifest } from '../../render/manifest.ts';
import type { Kind, PublishedContent } from '../content/service.ts';
import type { ViewService } from '../views/service.ts';
import { missing, movedTo } from './answers.ts';
import { blogIndex, blogMarkdown, blogPost, blogTerm } from './blog.ts';
import { canonicalPath } from './canonical-path.ts';
import type { Context } from './context.ts';
import { blogFeed } from './feeds.ts';
import { preview } from './previews.ts';
import { certificationIndex, project, projectIndex } from './showcase.ts';
import { sitemap } from './sitemap.ts';

export interface PageOptions {
  content: PublishedContent;
  /** @throws {Unavailable} if no site has been published. */
  site: () => Promise<SiteManifest>;
  views: Pick<ViewService, 'of'>;
}

/** The pages that readers of the site see. They are no part of the API, nor of its document. */
export const pageRoutes: FastifyPluginAsync<PageOptions> = async (app, options) => {
  const plugins = {
    '/blog': (get: Get) => {
      get('/', (context, { number }) => blogIndex(context, number));
      get('/feed.xml', (context) => blogFeed(context, 'rss'));
      get('/feed.json', (context) => blogFeed(context, 'json'));
      get('/sitemap.xml', sitemap);
      for (const term of ['category', 'tag'] as const) {
        get(`/${term}/:slug`, (context, { slug, number }) => blogTerm(context, term, slug, number));
      }
      get('/:slug', (context, { slug }) =>
        slug.endsWith('.md')
          ? blogMarkdown(context, slug.slice(0, -'.md'.length))
          : blogPost(context, slug),
      );
      getPreview(get, 'post');
    },
    '/projects': (get: Get) => {
      get('/', (context, { number }) => projectIndex(context, number));
      get('/:slug', (context, { slug }) => project(context, slug));
      getPreview(get, 'project');
    },
    '/certifications': (get: Get) => {
      get('/', (context, { number }) => certificationIndex(context, number));
      getPreview(get, 'certification');
    },
  };
  for (const [prefix, add] of Object.entries(plugins)) {
    app.register(async (app) => add(pagesBelow(app, options)), { prefix });
  }
};

interface Parameters {
  slug: string;
  id: string;
  token: string;
  /** Of a page of a list, from 1; 0 if the client asks for one that cannot be. */
  number: number;
}

type MakeAnswer = (context: Context, parameters: Parameters) => Promise<Answer>;
type Get = (path: string, answer: MakeAnswer) => void;

/** Adds pages for GET and HEAD below the app's prefix, and one for all addresses there that have none. */
function pagesBelow(app: FastifyInstance, { content, site, views }: PageOptions): Get {
  const viewsOf = (id: string) => views.of({ kind: 'post', id });
  app.setErrorHandler<FastifyError | AppError>((error, request, reply) =>
    sendProblem(error, request, reply, site),
  );
  app.addHook('onRequest', async (request, reply) => {
    const [path = ''] = request.url.split('?', 1);
    const canonical = isRead(request) && canonicalPath(path);
    if (canonical) return sendAnswer(request, reply, movedTo(canonical));
  });
  app.setNotFoundHandler(async (request, reply) =>
    isRead(request)
      ? sendAnswer(request, reply, missing(await site()))
      : notFoundHandler(request, reply),
  );
  return (path, answer) => {
    app.get<{ Params: Omit<Parameters, 'number'>; Querystring: { page?: unknown } }>(
      path,
      {
        exposeHeadRoute: true,
        prefixTrailingSlash: 'slash',
        config: { policy: 'public' },
        schema: { hide: true },
      },
      async (request, reply) => {
        const parameters = { ...request.params, number: pageNumber(request.query.page) };
        const context = { content, site: await site(), viewsOf };
        return sendAnswer(request, reply, await answer(context, parameters));
      },
    );
  };
}

function getPreview(get: Get, kind: Kind): void {
  get('/preview/:id/:token', (context, parameters) => preview(context, kind, parameters));
}

function pageNumber(page: unknown): number {
  if (page === undefined) return 1;
  return typeof page === 'string' && /^[1-9]\d{0,2}$/.test(page) ? Number(page) : 0;
}

const isRead = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD';

/** Readers get a page; all others, and what is wrong with a request, the error of the API. */
async function sendProblem(
  error: FastifyError | AppError,
  request: FastifyRequest,
  reply: FastifyReply,
  site: PageOptions['site'],
): Promise<FastifyReply> {
  if (!isRead(request) || (error.statusCode ?? 500) < 500) {
    return errorHandler(error, request, reply);
  }
  const { statusCode } = prepareError(error, request, reply);
  const body = await site()
    .then(unavailablePage)
    .catch(() => barePage);
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  return sendAnswer(request, reply, { statusCode, headers, body });
}
