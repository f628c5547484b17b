import type { Resources, Template } from './template.ts';

export type Parameters = Record<string, string | number>;

/**
 * The resources of a stack with these parameters; parameters that are not given have their defaults.
 * Replaces parameters and `Fn::If` in properties by their values. References that only AWS can resolve
 * stay unchanged.
 */
export function stackResources(template: Template, given: Parameters = {}): Resources {
  for (const name of Object.keys(given)) {
    if (!template.Parameters[name]) throw new Error(`template.yaml has no parameter ${name}`);
  }
  const parameters: Record<string, unknown> = {};
  for (const [name, { Default }] of Object.entries(template.Parameters)) {
    parameters[name] = given[name] ?? Default ?? `<${name}>`;
  }

  function resolve(node: unknown): unknown {
    if (Array.isArray(node)) return node.map(resolve).filter((item) => item !== undefined);
    if (typeof node !== 'object' || node === null) return node;
    const [[name, argument] = ['', undefined], ...others] = Object.entries(node);
    const known = others.length === 0 && functions[name]?.(argument);
    if (known) return known.value;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, resolve(value)]));
  }

  function holds(name: string): boolean {
    const value = resolve(template.Conditions[name]);
    if (typeof value !== 'boolean') throw new Error(`Condition ${name} cannot be evaluated here`);
    return value;
  }

  // biome-ignore lint/suspicious/noExplicitAny: each function has its own argument shape in CloudFormation.
  const functions: Record<string, (argument: any) => { value: unknown } | undefined> = {
    Ref(name) {
      if (name === 'AWS::NoValue') return { value: undefined };
      return name in parameters ? { value: parameters[name] } : undefined;
    },
    Condition: (name) => (typeof name === 'string' ? { value: holds(name) } : undefined),
    'Fn::If': ([name, yes, no]) => ({ value: resolve(holds(name) ? yes : no) }),
    'Fn::Equals': (sides) => ({ value: new Set(sides.map(resolve).map(String)).size === 1 }),
    'Fn::Not': ([side]) => ({ value: !resolve(side) }),
    'Fn::And': (sides) => ({ value: sides.every(resolve) }),
    'Fn::Or': (sides) => ({ value: sides.some(resolve) }),
  };

  return Object.fromEntries(
    Object.entries(template.Resources)
      .filter(([, { Condition }]) => !Condition || holds(Condition))
      .map(([id, resource]) => [id, { ...resource, Properties: resolve(resource.Properties) }]),
  );
}
