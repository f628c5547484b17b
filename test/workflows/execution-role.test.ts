import { readFile } from 'node:fs/promises';
import { test } from 'tap';
import { parse } from 'yaml';
import { pipelineOf } from '../support/policy.ts';

const read = async (file: string) => parse(await readFile(file, 'utf8'), { logLevel: 'silent' });
const pipeline = await read('infra/pipeline.yaml');
const { executes } = await pipelineOf('cloud-resume');
const text = JSON.stringify(executes);

/** The names of services in policies, where they differ from those in resource types. */
const prefixes: Record<string, string> = {
  CertificateManager: 'acm',
  CloudWatch: 'cloudwatch',
  Cognito: 'cognito-idp',
  Serverless: 'lambda',
};

test('the execution role may create resources of every service in template.yaml', async (t) => {
  const { Resources } = await read('template.yaml');
  const types = Object.values<{ Type: string }>(Resources).map(({ Type }) => Type.split('::')[1]);
  for (const service of new Set(types as string[])) {
    const prefix = prefixes[service] ?? service.toLowerCase();
    t.match(text, new RegExp(`"${prefix}:(Create|Put|POST|Request|Change)`), service);
  }
});

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
