// Schemas for the bundle, which has them compiled: what code reads of them, made without TypeBox. A test compares both.
const optional = Symbol('optional');

export const Type = {
  Any: (options) => ({ ...options }),
  Array: (items, options) => ({ ...options, type: 'array', items }),
  Boolean: (options) => ({ ...options, type: 'boolean' }),
  Integer: (options) => ({ ...options, type: 'integer' }),
  Literal: (value, options) => ({ ...options, const: value, type: typeof value }),
  Null: (options) => ({ ...options, type: 'null' }),
  Object: (properties, options) => {
    const required = Object.keys(properties).filter((name) => !properties[name][optional]);
    return { ...options, type: 'object', ...(required.length > 0 && { required }), properties };
  },
  Optional: (schema) => ({ ...schema, [optional]: true }),
  Pick: ({ properties, required: _, ...options }, names) => {
    const picked = Object.entries(properties).filter(([name]) => names.includes(name));
    return Type.Object(Object.fromEntries(picked), options);
  },
  Record: (key, value, options) => ({
    ...options,
    type: 'object',
    patternProperties: { [key.pattern ?? '^(.*)$']: value },
  }),
  Ref: ($ref, options) => ({ ...options, $ref }),
  String: (options) => ({ ...options, type: 'string' }),
  Union: (anyOf, options) => ({ ...options, anyOf }),
  Unsafe: (options) => ({ ...options }),
};
