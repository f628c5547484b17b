import type { Route } from './document.ts';
import { exampleOf, json } from './example.ts';

/** A command that calls the route. `SITE`, `TOKEN` and the parts of the path are variables of the shell. */
export function curl({ method, path, operation }: Route, base: string): string {
  const { requestBody, 'x-policy': policy } = operation;
  const [body] = Object.entries(requestBody?.content ?? {});
  return [
    `curl "$SITE${base}${path.replaceAll(/\{(\w+)\}/g, '$$$1')}"`,
    ...methodOf(method),
    ...(policy === 'user' || policy === 'owner' ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(body ? [`-H 'Content-Type: ${body[0]}'`, dataOf(...body)] : []),
  ].join(' \\\n  ');
}

function methodOf(method: string): string[] {
  if (method === 'GET') return [];
  return method === 'HEAD' ? ['--head'] : [`-X ${method}`];
}

function dataOf(type: string, { schema }: { schema: object }): string {
  if (!type.endsWith('json')) return '--data-binary @image';
  return `-d '${json(exampleOf(schema)).replaceAll("'", "'\\''")}'`;
}
