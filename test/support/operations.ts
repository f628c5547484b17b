import { openapiDocument } from '../../app/openapi.ts';
import type { RouteName } from '../../scripts/lib/routes.ts';

/** What of a schema the API document uses for requests. */
export interface Schema {
  type?: string;
  anyOf?: Schema[];
  enum?: unknown[];
  nullable?: boolean;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  maxItems?: number;
  properties?: Record<string, Schema>;
  required?: string[];
}

export interface Operation {
  operationId: string;
  'x-policy': string;
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { required: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, { headers?: object; content?: Record<string, { schema: object }> }>;
}

/** What the API document says about each route. */
export async function operations(): Promise<[RouteName, Operation][]> {
  const { paths } = JSON.parse(await openapiDocument());
  return Object.entries<Record<string, Operation>>(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [RouteName, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );
}
