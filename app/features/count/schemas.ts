import { Type } from '@sinclair/typebox';

export const Count = Type.Object(
  {
    count: Type.Integer({
      minimum: 1,
      description: 'Views counted so far, this one included. No two requests get the same number.',
    }),
  },
  { description: 'Counted' },
);
