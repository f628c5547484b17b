import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { parse } from 'yaml';
import { listAll } from '../inventory.ts';
import { items, users } from '../kept.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { sam } from '../sam.ts';
import { describeStack, outputs, stackName } from '../stack.ts';

/** Only the resources that the template retains remain, with all their data. */
export async function teardown(rehearsal: Rehearsal): Promise<string> {
  const { api, table, userPool } = await outputs(rehearsal);
  const { StackResources = [] } = await rehearsal.aws.cloudFormation.send(
    new DescribeStackResourcesCommand({ StackName: stackName }),
  );
  const data = await items(rehearsal, table);
  const accounts = await users(rehearsal, userPool);
  const physicalIds = StackResources.map(({ PhysicalResourceId }) => PhysicalResourceId);
  await sam(rehearsal, 'delete', '--no-prompts');

  assert.equal(await describeStack(rehearsal), undefined);
  assert.notEqual((await fetch(`${api}/health`)).status, 200, 'the API is gone');
  const retained = await retainedIds();
  const wanted = StackResources.filter((r) => retained.includes(r.LogicalResourceId ?? ''));
  const left = new Set((await listAll(rehearsal)).filter((id) => physicalIds.includes(id)));
  assert.deepEqual([...left].sort(), wanted.map((r) => r.PhysicalResourceId).sort());
  assert.deepEqual(await items(rehearsal, table), data);
  assert.deepEqual(await users(rehearsal, userPool), accounts);
  return `left: ${wanted.map(({ LogicalResourceId }) => LogicalResourceId).join(', ')}`;
}

async function retainedIds(): Promise<string[]> {
  const { Resources } = parse(await readFile('template.yaml', 'utf8'), { logLevel: 'silent' });
  return Object.entries<{ DeletionPolicy?: string }>(Resources)
    .filter(([, { DeletionPolicy }]) => DeletionPolicy?.startsWith('Retain'))
    .map(([id]) => id);
}
