import { readFile } from 'node:fs/promises';
import { test } from 'tap';
import { parse } from 'yaml';
import { account, allows, isLike, pipelineOf, region, type Statement } from '../support/policy.ts';
import {
  corrected,
  type RequiredCall,
  requiredCalls,
  setsProperty,
} from '../support/required-calls.ts';
import { type LeftOut, leftOut } from './left-out.ts';

const read = async (file: string) => parse(await readFile(file, 'utf8'), { logLevel: 'silent' });
const pipeline = await read('infra/pipeline.yaml');
const { executes } = await pipelineOf('cloud-resume');
const calls = requiredCalls('cloud-resume');

/** The calls of CloudFormation that these statements deny, but for those that the role leaves out. */
function denied(statements: Statement[]): string[] {
  const wrong = calls
    .filter((call) => !allows(statements, call))
    .filter((call) => !leftOut.some((entry) => leavesOut(entry, call)));
  return [
    ...new Set(wrong.map(({ action, resource, type }) => `${action} on ${resource}: ${type}`)),
  ];
}

const leavesOut = ({ type, actions }: LeftOut, call: RequiredCall) =>
  type === call.type && actions.some((pattern) => isLike(call.action, pattern));

test('the execution role allows what CloudFormation calls for each resource of the template', async (t) => {
  t.ok(calls.length > 1000);
  t.strictSame(denied(executes), []);
});

test('the execution role leaves out only what is denied, for properties that nothing sets', async (t) => {
  const refused = calls.filter((call) => !allows(executes, call));
  for (const { type, actions, unset, set, reason } of leftOut) {
    for (const action of actions) {
      const entry = { type, actions: [action] };
      t.ok(
        refused.some((call) => leavesOut(entry, call)),
        `${type}: ${action} is denied`,
      );
    }
    t.ok(reason ?? unset, `${type}: ${actions}`);
    if (set) t.ok(setsProperty(type, set), `${type}: ${set} replaces ${actions}`);
    if (unset) t.notOk(setsProperty(type, unset), `${type}: ${unset} requires ${actions}`);
  }
  t.strictSame(corrected, [], "AWS's reference knows no resource of these");
});

const userPools = `arn:aws:cognito-idp:${region}:${account}:userpool/*`;
const wrongRoles: [what: string, change: (statement: Statement) => Statement[], found: string][] = [
  [
    'an ARN for an action that takes none',
    (statement) => [
      without('cognito-idp:CreateUserPool', statement),
      { Effect: 'Allow', Action: 'cognito-idp:CreateUserPool', Resource: userPools },
    ],
    'cognito-idp:CreateUserPool on *: AWS::Cognito::UserPool',
  ],
  [
    'a missing action',
    (statement) => [without('logs:DescribeResourcePolicies', statement)],
    'logs:DescribeResourcePolicies on *: AWS::Logs::LogGroup',
  ],
  [
    'a wrong name',
    (statement) => [JSON.parse(JSON.stringify(statement).replaceAll('-DataTable-', '-Table-'))],
    `dynamodb:CreateTable on arn:aws:dynamodb:${region}:${account}:table/cloud-resume-DataTable-A1B2C3D4E5F6: AWS::DynamoDB::Table`,
  ],
  [
    "a condition that a new resource's tag meets too late",
    (statement) =>
      [statement.Action].flat().includes('kms:EnableKeyRotation')
        ? [
            {
              ...statement,
              Condition: { StringEquals: { 'aws:ResourceTag/stack': 'cloud-resume' } },
            },
          ]
        : [statement],
    `kms:EnableKeyRotation on arn:aws:kms:${region}:${account}:key/11111111-2222-3333-4444-555555555555: AWS::KMS::Key`,
  ],
];
for (const [what, change, found] of wrongRoles) {
  test(`a role with ${what} is found`, async (t) => {
    t.ok(denied(executes.flatMap(change)).includes(found), found);
  });
}

function without(action: string, statement: Statement): Statement {
  return { ...statement, Action: [statement.Action].flat().filter((each) => each !== action) };
}

test('every role in template.yaml has the boundary without which it cannot be created', async (t) => {
  const { Resources } = await read('template.yaml');
  const roles = Object.entries<{ Type: string; Properties: object }>(Resources).filter(
    ([, { Type }]) => Type === 'AWS::IAM::Role',
  );
  t.ok(roles.length > 1);
  for (const [id, { Properties }] of roles) t.hasOwnProp(Properties, 'PermissionsBoundary', id);
});

test('GitHub may assume the role from one repository, environment and branch only', async (t) => {
  const [{ Condition }] =
    pipeline.Resources.DeployRole.Properties.AssumeRolePolicyDocument.Statement;
  const github = 'token.actions.githubusercontent.com';
  t.strictSame(Condition, {
    StringEquals: {
      [`${github}:aud`]: 'sts.amazonaws.com',
      [`${github}:sub`]: `repo:\${Repository}:environment:production`,
      [`${github}:ref`]: 'refs/heads/main',
    },
  });
});

test('the parameter Repository accepts both forms of names and no patterns', async (t) => {
  const pattern = new RegExp(`^(?:${pipeline.Parameters.Repository.AllowedPattern})$`);
  for (const good of ['you@12/cloud-resume@345', 'you/cloud-resume', 'a-b@1/x.y_z@2']) {
    t.match(good, pattern);
  }
  for (const bad of ['', '*', 'you/*', 'you@12/cloud-resume', 'you', 'you/a/b', 'you/a:ref:b']) {
    t.notMatch(bad, pattern);
  }
});
