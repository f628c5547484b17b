import assert from 'node:assert/strict';
import { DescribeChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import type { Document } from 'yaml';
import { answersThroughout } from '../answers-throughout.ts';
import { putByHand } from '../by-hand/put-by-hand.ts';
import { addItems, whatIsKept } from '../kept.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { deployBroken, deployChanged } from '../sam.ts';
import { describeStack, outputs, stackName } from '../stack.ts';

/** Replacing one of these loses data, or an address that people use. */
const irreplaceable = ['DataTable', 'SiteBucket', 'SiteDistribution', 'Api', 'UserPool'];

/** Changes the function, adds a resource, and adds an index on a new attribute. */
function change(template: Document): void {
  const at = (...path: string[]) => ['Resources', ...path];
  template.setIn(at('ApiFunction', 'Properties', 'MemorySize'), 768);
  template.setIn(at('ApiFunction', 'Properties', 'Environment', 'Variables', 'LOG_LEVEL'), 'debug');
  template.setIn(at('Added'), { Type: 'AWS::SNS::Topic' });
  const table = at('DataTable', 'Properties');
  template.addIn([...table, 'AttributeDefinitions'], { AttributeName: 'new', AttributeType: 'S' });
  template.setIn(
    [...table, 'GlobalSecondaryIndexes'],
    [
      {
        IndexName: 'new',
        KeySchema: [{ AttributeName: 'new', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  );
}

function changeAgain(template: Document): void {
  change(template);
  template.setIn(['Resources', 'ApiFunction', 'Properties', 'MemorySize'], 1024);
}

/** The change set of an update replaces nothing that must remain. */
export async function readChangeSet(rehearsal: Rehearsal): Promise<string> {
  const output = await deployChanged(rehearsal, change, [], '--no-execute-changeset');
  const [ChangeSetName] = /arn:aws:cloudformation:\S+:changeSet\/\S+/.exec(output) ?? [];
  const { Changes = [] } = await rehearsal.aws.cloudFormation.send(
    new DescribeChangeSetCommand({ ChangeSetName, StackName: stackName }),
  );
  const changed = Changes.flatMap(({ ResourceChange }) => ResourceChange ?? []);
  assert.ok(changed.some(({ LogicalResourceId }) => LogicalResourceId === 'DataTable'));
  const watched = changed.filter(({ LogicalResourceId = '' }) =>
    irreplaceable.includes(LogicalResourceId),
  );
  for (const { LogicalResourceId, Replacement, Action } of watched) {
    assert.equal(Action, 'Modify', LogicalResourceId);
    assert.notEqual(Replacement, 'True', `replacement of ${LogicalResourceId}`);
  }
  const unsure = watched.filter(({ Replacement }) => Replacement === 'Conditional');
  const ids = unsure.map(({ LogicalResourceId }) => LogicalResourceId).join(', ');
  return `${changed.length} changes${ids && `; warning: "Conditional" for ${ids}`}`;
}

export async function update(rehearsal: Rehearsal): Promise<string> {
  await addItems(rehearsal);
  const { api } = await outputs(rehearsal);
  const before = await whatIsKept(rehearsal);
  const answers = await answersThroughout(api, () => deployChanged(rehearsal, change));
  assert.deepEqual(await whatIsKept(rehearsal), before);
  assert.equal(await memory(rehearsal), 768, 'megabytes of the changed function');
  await putByHand(rehearsal);
  return `${before.items.length} items, ${before.objects.length} objects kept; ${answers}`;
}

export async function rollback(rehearsal: Rehearsal): Promise<string> {
  const { api } = await outputs(rehearsal);
  const before = await whatIsKept(rehearsal);
  const answers = await answersThroughout(api, () =>
    deployBroken(rehearsal, changeAgain, ['ApiFunction']),
  );
  assert.equal((await describeStack(rehearsal))?.StackStatus, 'UPDATE_ROLLBACK_COMPLETE');
  assert.deepEqual(await whatIsKept(rehearsal), before);
  assert.equal(await memory(rehearsal), 768, 'megabytes of the unchanged function');
  return answers;
}

async function memory(rehearsal: Rehearsal): Promise<number | undefined> {
  const { function: FunctionName } = await outputs(rehearsal);
  const command = new GetFunctionConfigurationCommand({ FunctionName });
  return (await rehearsal.aws.lambda.send(command)).MemorySize;
}
