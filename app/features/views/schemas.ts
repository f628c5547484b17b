import { Type } from '@sinclair/typebox';

const number = Type.Integer({ minimum: 0 });

const ContentType = Type.Unsafe<string>({
  type: 'string',
  enum: ['blog', 'project', 'certification'],
});
const ContentId = Type.String({ maxLength: 100, description: 'The id, `c_` and 16 characters' });

export const ViewInput = Type.Object(
  { contentType: ContentType, contentId: ContentId },
  { additionalProperties: false },
);

/** In paths, whatever is not there is not found. */
const AnyType = Type.String({ description: '`blog`, `project` or `certification`' });
export const OfType = Type.Object({ contentType: AnyType });
export const OfItem = Type.Object({
  contentType: AnyType,
  contentId: Type.String({ description: 'The id, `c_` and 16 characters' }),
});

export const ItemViews = Type.Object(
  { contentType: ContentType, contentId: Type.String(), views: number },
  { description: 'The views of an item, of all days' },
);

export const TypeViews = Type.Object(
  {
    contentType: ContentType,
    items: Type.Array(
      Type.Object({ contentId: Type.String(), title: Type.String(), views: number }),
      { description: 'What is published, or was and has views; most views first' },
    ),
  },
  { description: 'The views of all items of a type' },
);

export const Limit = Type.Object(
  { limit: Type.Integer({ minimum: 1, maximum: 20, default: 5 }) },
  { additionalProperties: false },
);

const Top = Type.Array(
  Type.Object({
    contentId: Type.String(),
    slug: Type.String(),
    title: Type.String(),
    views: number,
  }),
);

export const TopContent = Type.Object(
  { blogs: Top, projects: Top, certifications: Top },
  { description: 'Of each type, the items with most views' },
);

export const TotalViews = Type.Object({ totalViews: number }, { description: 'Of all items' });
