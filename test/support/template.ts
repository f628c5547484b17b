import * as python from '../../scripts/python/tool.ts';

export { ofType, properties, transformedTemplate } from '../../scripts/aws/template.ts';

/** Runs a command of the tools `name`. `output` is what it wrote to stdout and stderr. */
export async function tool(name: string, command: string, args: string[]) {
  const { code, stdout, stderr } = await python.tool(name, command, args);
  return { code, output: stdout + stderr };
}
