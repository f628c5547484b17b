import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { pythonTools } from '../../scripts/python/tools.ts';

const run = promisify(execFile);
// SAM asks for one, though it calls nothing.
const env = { ...process.env, AWS_DEFAULT_REGION: 'us-east-1', SAM_CLI_TELEMETRY: '0' };

export interface Resource {
  Type: string;
  Condition?: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the template's own shapes, which cfn-lint checks.
  Properties: any;
}

export interface Template {
  Parameters: Record<string, { AllowedPattern?: string; AllowedValues?: (string | number)[] }>;
  Conditions: Record<string, unknown>;
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: unknown }>;
}

interface Outcome {
  code: number;
  output: string;
}

/** Runs a command of the tools `name`; what it wrote on stdout and stderr. */
export async function tool(name: string, command: string, args: string[]): Promise<Outcome> {
  const bin = await pythonTools(name);
  return run(`${bin}/${command}`, args, { env, maxBuffer: 64 * 1024 * 1024 }).then(
    ({ stdout, stderr }) => ({ code: 0, output: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, output: stdout + stderr }),
  );
}

/** template.yaml as CloudFormation gets it, SAM's resources expanded; long forms of `Ref` and the like. */
export async function transformedTemplate(): Promise<Template> {
  const bin = await pythonTools('sam');
  const args = ['scripts/python/transform.py', 'template.yaml'];
  const { stdout } = await run(`${bin}/python`, args, { env, maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout);
}

/** The resources of a type, by their logical ids. */
export function ofType({ Resources }: Template, type: string): [string, Resource][] {
  return Object.entries(Resources).filter(([, { Type }]) => Type === type);
}

/** The properties of a resource that is there. */
export function properties({ Resources }: Template, id: string): Resource['Properties'] {
  const resource = Resources[id];
  if (!resource) throw new Error(`template.yaml has no ${id}`);
  return resource.Properties;
}
