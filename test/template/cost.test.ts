import { readFile } from 'node:fs/promises';
import { test } from 'tap';
import { bill, total } from '../../scripts/cost/bill.ts';
import { costFiles } from '../../scripts/cost/files.ts';
import { measure } from '../../scripts/cost/measure.ts';
import { resourceTypes } from '../../scripts/cost/resource-types.ts';
import { choices, scenarios } from '../../scripts/cost/scenarios.ts';
import { transformedTemplate } from '../support/template.ts';

const template = await transformedTemplate();

test('docs/cost.md and its picture are what npm run cost writes', async (t) => {
  for (const [path, content] of Object.entries(await costFiles(template))) {
    t.equal(await readFile(path, 'utf8'), content, path);
  }
});

test('a resource type without a price is rejected, and each price is for a type in the template', async (t) => {
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  t.strictSame(Object.keys(resourceTypes).sort(), [...new Set(types)].sort());
  const Resources = { ...template.Resources, Queue: { Type: 'AWS::SQS::Queue', Properties: {} } };
  await t.rejects(costFiles({ ...template, Resources }), /does not say what AWS::SQS::Queue costs/);
});

test('another alarm adds its price to the bill', async (t) => {
  const measured = await measure();
  const { FunctionErrorsAlarm: Another } = template.Resources;
  if (!Another) throw new Error('No alarm');
  const more = { ...template, Resources: { ...template.Resources, Another } };
  const [before, after] = [template, more].map((each) =>
    total(bill(each, measured, scenarios.idle), 'list'),
  ) as [number, number];
  t.equal((after - before).toFixed(2), '0.10');
});

test('each parameter that the page names changes the bill', async (t) => {
  const measured = await measure();
  const traffic = scenarios.busy;
  const usual = total(bill(template, measured, traffic), 'list');
  for (const { name, parameters } of choices) {
    t.not(total(bill(template, measured, traffic, parameters), 'list'), usual, name);
  }
});
