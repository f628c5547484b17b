import { takeDeployRole } from '../by-hand/deploy-role.ts';
import { region } from '../local-aws.ts';
import type { Rehearsal } from '../rehearsal.ts';
import { sam } from '../sam.ts';
import { pipelineOutputs, pipelineStack } from '../stack.ts';

/** Creates what docs/pipeline.md asks a person to create once. Later steps publish and release with CI's role. */
export async function createPipeline(rehearsal: Rehearsal): Promise<string> {
  await sam(
    rehearsal,
    'deploy',
    ...['--template-file', 'infra/pipeline.yaml', '--stack-name', pipelineStack],
    ...['--region', region, '--resolve-s3', '--capabilities', 'CAPABILITY_IAM'],
    // The local CloudFormation does not support identity providers.
    ...['--parameter-overrides', 'Repository=owner/name', 'OidcProvider=exists'],
  );
  const { deployRole } = await pipelineOutputs(rehearsal);
  rehearsal.actAs(await takeDeployRole(rehearsal.aws, deployRole));
  return 'by hand: the trust policy of the role';
}
