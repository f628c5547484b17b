import { tool } from '../python/tool.ts';

interface Resource {
  Type: string;
  Condition?: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the template's own shapes, which cfn-lint checks.
  Properties: any;
}

export type Resources = Record<string, Resource>;

interface Parameter {
  Default?: string | number;
  AllowedPattern?: string;
  MinValue?: string | number;
  MaxValue?: string | number;
  AllowedValues?: (string | number)[];
}

export interface Template {
  Parameters: Record<string, Parameter>;
  Conditions: Record<string, unknown>;
  Resources: Resources;
  Outputs: Record<string, { Value: unknown }>;
}

/** template.yaml as CloudFormation gets it, SAM's resources expanded; long forms of `Ref` and the like. */
export async function transformedTemplate(): Promise<Template> {
  const args = ['scripts/python/transform.py', 'template.yaml'];
  const { code, stdout, stderr } = await tool('sam', 'python', args);
  if (code !== 0) throw new Error(`template.yaml was not transformed: ${stderr}`);
  return JSON.parse(stdout);
}

/** The resources of a type, by their logical ids. */
export function ofType({ Resources }: { Resources: Resources }, type: string) {
  return Object.entries(Resources).filter(([, { Type }]) => Type === type);
}

/** The properties of a resource that is there. */
export function properties({ Resources }: { Resources: Resources }, id: string) {
  const resource = Resources[id];
  if (!resource) throw new Error(`template.yaml has no ${id}`);
  return resource.Properties;
}
