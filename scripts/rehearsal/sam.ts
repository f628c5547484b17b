import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Document, parseDocument } from 'yaml';
import { pythonTools } from '../python/virtual-environment.ts';
import { asOwner } from './aws.ts';
import type { Rehearsal } from './rehearsal.ts';
import { CommandError } from './run.ts';
import { pipelineOutputs } from './stack.ts';

export const ownerEmail = 'you@example.com';

/** The local CloudFormation cannot create users. Later deploys keep both values. */
const firstParameters = [`OwnerEmail=${ownerEmail}`, 'InviteOwner=off'];

/** Runs SAM as a person does: the pipeline's role does not suffice for it. */
export async function sam({ command }: Rehearsal, ...args: string[]): Promise<string> {
  return command(join(await pythonTools('sam'), 'sam'), args, asOwner);
}

/** Deploys template.yaml with the changes that `change` makes. */
export async function deployChanged(
  rehearsal: Rehearsal,
  change: (template: Document) => void,
  parameters: string[] = [],
  ...options: string[]
): Promise<string> {
  // The parser keeps CloudFormation's tags (!Ref, !Sub).
  const template = parseDocument(await readFile('template.yaml', 'utf8'), { logLevel: 'silent' });
  for (const [id, { Type }] of Object.entries<{ Type: string }>(template.toJS().Resources)) {
    if (Type !== 'AWS::Serverless::Function') continue;
    template.setIn(['Resources', id, 'Properties', 'CodeUri'], resolve('dist/lambda'));
  }
  change(template);
  const file = join(rehearsal.folder, 'changed.yaml');
  await writeFile(file, template.toString());
  const config = ['--template-file', file, '--config-file', resolve('samconfig.toml')];
  return samDeploy(rehearsal, parameters, ...config, ...options);
}

/** Deploys the built template. */
export async function samDeploy(
  rehearsal: Rehearsal,
  parameters: string[],
  ...options: string[]
): Promise<string> {
  const { executionRole, roleBoundary } = await pipelineOutputs(rehearsal);
  const overrides = ['--parameter-overrides', `RoleBoundary=${roleBoundary}`, ...parameters];
  return sam(rehearsal, 'deploy', '--role-arn', executionRole, ...options, ...overrides);
}

/**
 * Deploys template.yaml with the changes that `change` makes and with a resource that cannot be created,
 * after `others`.
 * @throws when the deploy succeeds, or fails for another reason.
 */
export async function deployBroken(
  rehearsal: Rehearsal,
  change: (template: Document) => void,
  others: string[],
): Promise<void> {
  const breakIt = (template: Document) => {
    change(template);
    const Properties = { VisibilityTimeout: 999_999_999 };
    template.setIn(['Resources', 'Broken'], {
      Type: 'AWS::SQS::Queue',
      DependsOn: others,
      Properties,
    });
  };
  const deployed = deployChanged(rehearsal, breakIt, firstParameters);
  const error = await deployed.then(
    () => undefined,
    (error) => error,
  );
  if (!(error instanceof CommandError && error.output.includes('VisibilityTimeout'))) {
    throw error ?? new Error('A broken template was deployed.');
  }
}
