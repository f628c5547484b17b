import { test } from 'tap';
import { tool } from '../support/template.ts';

const template = 'infra/pipeline.yaml';
const linters: [list: string, command: string, ...args: string[]][] = [
  ['workflows', 'zizmor', '--offline', '--persona=auditor', '.'],
  ['workflows', 'check-jsonschema', '--builtin-schema=vendor.dependabot', '.github/dependabot.yml'],
  ['template', 'cfn-lint', template],
  ['template', 'checkov', '--file', template, '--compact', '--quiet', '--skip-download'],
];

for (const [list, command, ...args] of linters) {
  test(`${command} finds no problem`, async (t) => {
    const { code, output } = await tool(list, command, args);
    t.equal(code, 0, output);
  });
}
