import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { nearest } from '../../site/resume/nearest.ts';
import { type Finding, stop } from './finding.ts';

/** A name for a new stack that AWS accepts, with everything that is named after it. */
export async function nameFindings(stackName: string): Promise<Finding[]> {
  // SSM reserves these beginnings, also of paths: the stack's parameters are below /<stack>/.
  if (/^(aws|ssm)/i.test(stackName)) {
    return [
      stop(
        `Stack name ${stackName}: AWS reserves names that begin with "aws" or "ssm". Choose another --stack-name`,
      ),
    ];
  }
  // The pipeline may take over every stack, and its limit fits all names: the test of this file.
  const { AllowedPattern, ConstraintDescription } = (await parametersOf('infra/pipeline.yaml'))
    .StackName as { AllowedPattern: string; ConstraintDescription: string };
  if (new RegExp(AllowedPattern).test(stackName)) return [];
  return [
    stop(
      `Stack name ${stackName} ${ConstraintDescription}, and begin with a letter. Choose another --stack-name`,
    ),
  ];
}

/** CloudFormation would refuse these only after the upload. It explains wrong values itself. */
export async function parameterFindings(given: Record<string, string>): Promise<Finding[]> {
  const known = Object.keys(await parametersOf('template.yaml'));
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known);
      const hint = meant ? `did you mean ${meant}?` : 'the top of template.yaml lists all';
      return stop(`template.yaml has no parameter ${name}: ${hint}`);
    });
}

async function parametersOf(file: string): Promise<Record<string, object>> {
  const template = await readFile(file, 'utf8');
  return parse(template, { logLevel: 'silent', maxAliasCount: -1 }).Parameters;
}
