import type { Template } from '../aws/template.ts';
import { bill } from './bill.ts';
import { costChart } from './chart.ts';
import { costDocument } from './document.ts';
import { measure } from './measure.ts';
import { scenarios } from './scenarios.ts';

/** The files that `npm run cost` writes, by path. */
export async function costFiles(template: Template): Promise<Record<string, string>> {
  const measured = await measure();
  const lines = bill(template, measured, scenarios.busy);
  return {
    'docs/cost.md': costDocument(template, measured),
    'docs/images/cost.svg': costChart(lines, 'A million views, by service'),
  };
}
