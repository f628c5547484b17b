/** What the page reads of an OpenAPI document, as app/openapi.ts makes it. */
export interface Document {
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  tags: { name: string }[];
  components: { schemas: Record<string, Schema> };
  paths: Record<string, Record<string, Operation>>;
}

/** Who may call a route. */
export type Policy = 'public' | 'optional' | 'user' | 'owner';

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  'x-policy': Policy;
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, Response>;
}

export interface Parameter {
  in: 'path' | 'query' | 'header';
  name: string;
  required: boolean;
  description?: string;
  example?: unknown;
  schema: Schema;
}

export interface Response {
  description: string;
  headers?: Record<string, { description?: string; schema: Schema }>;
  content?: Content;
}

/** Schemas by media type. */
export type Content = Record<string, { schema: Schema }>;

export interface Schema {
  $ref?: string;
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  description?: string;
  nullable?: boolean;
  default?: unknown;
  example?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  minProperties?: number;
  maxProperties?: number;
}

/** A route: an operation with its place in the document. */
export interface Route {
  /** In upper case. */
  method: string;
  path: string;
  operation: Operation;
}

/** The routes by tag, in the order of the document. */
export function groups({ tags, paths }: Document): { name: string; routes: Route[] }[] {
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
  return tags.map(({ name }) => ({
    name,
    routes: routes.filter(({ operation }) => operation.tags[0] === name),
  }));
}

/** The values of an enumeration, which the document may also write as one schema per value. */
export function valuesOf({ enum: values, anyOf = [] }: Schema): unknown[] | undefined {
  if (values) return values;
  const each = anyOf.map((schema) => schema.enum);
  return each.length && each.every((one) => one !== undefined) ? each.flat() : undefined;
}

/** The name of a shared schema. */
export function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
