import { takeDeployRole } from '../by-hand/deploy-role.ts';
import { region } from '../local-aws.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { sam } from '../sam.ts';
import { pipelineOutputs, pipelineStack } from '../stack.ts';

/** What docs/pipeline.md has a person make, once. From then on all is deployed as CI does. */
export async function createPipeline(rehearsal: Rehearsal): Promise<string> {
  await sam(
    rehearsal,
    'deploy',
    ...['--template-file', 'infra/pipeline.yaml', '--stack-name', pipelineStack],
    ...['--region', region, '--resolve-s3', '--capabilities', 'CAPABILITY_IAM'],
    // The local CloudFormation knows no identity providers.
    ...['--parameter-overrides', 'Repository=owner/name', 'OidcProvider=exists'],
  );
  const { deployRole } = await pipelineOutputs(rehearsal);
  rehearsal.actAs(await takeDeployRole(rehearsal.aws, deployRole));
  return 'by hand: who may take the role';
}
