import { Type } from '@sinclair/typebox';
import {
  answers,
  bodies,
  Day,
  HttpsUrl,
  line,
  listOf,
  listQuery,
  MediaPath,
  strict,
  summary,
  text,
} from './schemas.ts';
import type { Kind } from './service.ts';

const post = {
  title: line(200),
  category: line(100),
};
const postOptions = {
  excerpt: text(500, 'For lists and previews'),
  tags: Type.Array(line(50), { maxItems: 20 }),
  canonicalUrl: HttpsUrl,
  origin: Type.Object(
    {
      path: line(500),
      hash: Type.String({ pattern: '^[A-Za-z0-9_-]{1,128}$' }),
    },
    { ...strict, description: 'The file in git that has the post' },
  ),
};
const content = text(100_000, 'Markdown, at most 300 KiB');

const project = {
  name: line(200),
  description: text(500),
};
const projectOptions = {
  tech: Type.Array(line(50), { maxItems: 30 }),
  company: line(200),
  featured: Type.Boolean(),
  githubUrl: HttpsUrl,
  liveUrl: HttpsUrl,
  image: MediaPath,
};
const longDescription = text(20_000, 'Markdown');

const certification = {
  name: line(200),
  issuer: line(200),
};
const type = Type.Unsafe<'certification' | 'course'>({
  type: 'string',
  enum: ['certification', 'course'],
});
const certificationOptions = {
  type,
  dateEarned: Day,
  icon: line(10),
  featured: Type.Boolean(),
  description: text(2000),
  credentialUrl: HttpsUrl,
};

const term = (name: string) =>
  Type.String({ maxLength: 200, description: `The slug of a ${name}` });
const featured = Type.Boolean();

const readTime = Type.Integer({ description: 'Minutes, at 200 words each' });
const { tags, ...postTexts } = postOptions;
const PostSummary = {
  ...post,
  ...optional(postTexts),
  tags,
  readTime,
};
const { tech, featured: isFeatured, ...projectTexts } = projectOptions;
const ProjectSummary = { ...project, ...optional(projectTexts), tech, featured: isFeatured };
const { icon, description, credentialUrl, ...certificationFields } = certificationOptions;
const Certification = {
  ...certification,
  ...certificationFields,
  ...optional({ icon, description, credentialUrl }),
};

/** What the routes of each kind take and answer. */
export const kindSchemas = {
  post: {
    ...bodies({ ...post, content }, postOptions),
    Query: listQuery({ category: term('category'), tag: term('tag') }),
    List: listOf(summary(PostSummary)),
    ...answers({ ...PostSummary, content }, 'The post'),
  },
  project: {
    ...bodies(project, { ...projectOptions, longDescription }),
    Query: listQuery({ featured }),
    List: listOf(summary(ProjectSummary)),
    ...answers({ ...ProjectSummary, ...optional({ longDescription }) }, 'The project'),
  },
  certification: {
    ...bodies(certification, certificationOptions),
    Query: listQuery({ type, featured }),
    List: listOf(summary(Certification)),
    ...answers(Certification, 'The certification or course'),
  },
} satisfies Record<Kind, unknown>;

function optional<T extends Parameters<typeof Type.Object>[0]>(fields: T) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, Type.Optional(field)]),
  );
}
