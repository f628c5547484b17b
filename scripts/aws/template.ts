import { tool } from '../python/tool.ts';

interface Resource {
  Type: string;
  Condition?: string;
  DependsOn?: string | string[];
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shapes of the template, which cfn-lint checks.
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

/** template.yaml after the SAM transform, with `Ref` and the other short forms written out. */
export async function transformedTemplate(): Promise<Template> {
  const args = ['scripts/python/transform.py', 'template.yaml'];
  const { code, stdout, stderr } = await tool('sam', 'python', args);
  if (code !== 0) throw new Error(`The SAM transform of template.yaml failed: ${stderr}`);
  return JSON.parse(stdout);
}

/** The resources of a type, as pairs of logical id and resource. */
export function ofType({ Resources }: { Resources: Resources }, type: string) {
  return Object.entries(Resources).filter(([, { Type }]) => Type === type);
}

/** The properties of a resource. @throws when the template does not have it. */
export function properties({ Resources }: { Resources: Resources }, id: string) {
  const resource = Resources[id];
  if (!resource) throw new Error(`template.yaml has no ${id}`);
  return resource.Properties;
}
