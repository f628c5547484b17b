import { openapiDocument } from '../../app/openapi.ts';
import type { RouteName } from '../../scripts/lib/routes.ts';

export interface Operation {
  operationId: string;
  'x-policy': string;
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: { required: boolean };
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
