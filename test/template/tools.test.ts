import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'tap';
import { parse } from 'yaml';
import { tool, transformedTemplate } from '../support/template.ts';

test('sam validate finds no problem in the template', async (t) => {
  const { code, output } = await tool('sam', 'sam', ['validate', '--lint']);
  t.equal(code, 0, output);
});

test('cfn-lint finds no problem in the template as written and as transformed', async (t) => {
  const transformed = join(t.testdir(), 'transformed.json');
  await writeFile(transformed, JSON.stringify(await transformedTemplate()));
  for (const file of ['template.yaml', transformed]) {
    const { code, output } = await tool('template', 'cfn-lint', [file]);
    t.equal(code, 0, output);
  }
});

interface Report {
  results: { failed_checks: Finding[]; skipped_checks: Finding[] };
}

interface Finding {
  check_id: string;
  resource: string;
}

async function checkov(file: string): Promise<Report['results']> {
  const args = ['--framework', 'cloudformation', '--skip-download', '--output', 'json'];
  const { output } = await tool('template', 'checkov', ['--file', file, ...args]);
  const json = output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1);
  return (JSON.parse(json) as Report).results;
}

const name = ({ check_id, resource }: Finding) => `${check_id} ${resource.split('.').at(-1)}`;

test('checkov finds no problem in the template that its resource does not explain', async (t) => {
  const { failed_checks, skipped_checks } = await checkov('template.yaml');
  t.strictSame(failed_checks.map(name), []);

  const { Resources } = parse(await readFile('template.yaml', 'utf8'), { logLevel: 'silent' });
  const explained = Object.entries<{ Metadata?: { checkov?: { skip: { id: string }[] } } }>(
    Resources,
  ).flatMap(([id, { Metadata }]) =>
    (Metadata?.checkov?.skip ?? []).map((skip) => `${skip.id} ${id}`),
  );
  t.strictSame(skipped_checks.map(name).sort(), explained.sort(), 'no explanation is out of date');
});

test('checkov finds no unexplained problem in the transformed template', async (t) => {
  const file = join(t.testdir(), 'transformed.json');
  await writeFile(file, JSON.stringify(await transformedTemplate()));
  const { failed_checks } = await checkov(file);
  // Both are about the API's stage, which SAM creates: the resource Api explains them.
  t.strictSame(failed_checks.map(name).sort(), [
    'CKV_AWS_120 ApiProdStage',
    'CKV_AWS_73 ApiProdStage',
  ]);
});
