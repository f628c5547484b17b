import { readFile } from 'node:fs/promises';
import { UpdateRestApiCommand } from '@aws-sdk/client-api-gateway';
import { parse } from 'yaml';
import type { Rehearsal } from '../rehearsal.ts';
import { outputs } from '../stack.ts';

/** Sets the template's binary types, which SAM writes into the API's definition, where the local API Gateway reads none. */
export async function setBinaryTypes(rehearsal: Rehearsal): Promise<void> {
  const { api } = await outputs(rehearsal);
  const [restApiId] = new URL(api).hostname.split('.', 1);
  const { Resources } = parse(await readFile('template.yaml', 'utf8'), { logLevel: 'silent' });
  const names: string[] = Resources.Api.Properties.BinaryMediaTypes;
  const value = names.map((name) => name.replace('~1', '/'));
  const op = { op: 'replace' as const, path: '/binaryMediaTypes' };
  await rehearsal.aws.apiGateway.send(
    new UpdateRestApiCommand({
      restApiId,
      // AWS adds one type with each operation; the local one takes the list.
      patchOperations: [{ ...op, value: value as unknown as string }],
    }),
  );
}
