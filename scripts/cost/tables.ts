import { stackResources } from '../aws/stack-resources.ts';
import type { Template } from '../aws/template.ts';
import { bill, type Line, total } from './bill.ts';
import { explanations } from './explanations.ts';
import { change, count, table, usd } from './format.ts';
import type { Measured } from './measure.ts';
import { items, type Price, prices } from './prices.ts';
import { termsOf } from './resource-types.ts';
import { choices, scenarios } from './scenarios.ts';

const months = ['An idle month', '10,000 views', '1,000,000 views'];
const numbers = months.map(() => '--:');

/** The bills of `months`. */
export function monthlyBills(template: Template, measured: Measured): Line[][] {
  const { idle, quiet, busy } = scenarios;
  return [idle, quiet, busy].map((traffic) => bill(template, measured, traffic));
}

export function totalsTable(bills: Line[][]): string {
  const sums = (column: 'list' | 'beyondFree') =>
    bills.map((lines) => `**${usd(total(lines, column))}**`);
  return table(
    ['', ...months],
    ['---', ...numbers],
    [
      ['List price', ...sums('list')],
      ['Beyond the free tier', ...sums('beyondFree')],
    ],
  );
}

export function linesTable(bills: Line[][]): string {
  const why = explanations(bills.at(-1) ?? []);
  const rows = items.flatMap((item, i) => {
    const amounts = bills.map((lines) => lines[i]?.list ?? 0);
    if (amounts.every((amount) => amount === 0)) return [];
    const { service, item: name } = prices[item];
    const left = bills.at(-1)?.[i]?.beyondFree ?? 0;
    return [[service, name, why[item], ...amounts.map(usd), usd(left)]];
  });
  return table(
    ['Service', 'For', 'Reason', ...months, 'of which beyond the free tier'],
    ['---', '---', '---', ...numbers, '--:'],
    rows,
  );
}

export function choicesTable(template: Template, measured: Measured, bills: Line[][]): string {
  const { idle, quiet, busy } = scenarios;
  const rows = choices.map(({ name, note, parameters }) => {
    const differences = [idle, quiet, busy].map((traffic, i) => {
      const chosen = bill(template, measured, traffic, parameters);
      return change(total(chosen, 'list') - total(bills[i] ?? [], 'list'));
    });
    return [name, ...differences, note];
  });
  return table(['Parameter', ...months, ''], ['---', ...numbers, '---'], rows);
}

export function resourcesTable(template: Template): string {
  const all = Object.values(template.Resources);
  const created = Object.values(stackResources(template));
  const types = [...new Set(all.map(({ Type }) => Type))].sort();
  const rows = types.map((type) => {
    const [byDefault, possible] = [created, all].map(
      (resources) => resources.filter(({ Type }) => Type === type).length,
    ) as [number, number];
    const more = possible - byDefault;
    return [`\`${type}\``, `${byDefault}`, more > 0 ? `${more}` : '', cost(type)];
  });
  return table(
    ['Type', 'By default', 'More, by parameter', 'Cost'],
    ['---', '--:', '--:', '---'],
    rows,
  );
}

function cost(type: string): string {
  const terms = termsOf(type);
  if ('monthly' in terms) return `${usd(prices[terms.monthly].usd)} each`;
  return 'use' in terms ? `by use: ${terms.use}` : `free: ${terms.free}`;
}

export function pricesTable(): string {
  const rows = items.map((key) => {
    const { service, item, usd: price, unit, free }: Price = prices[key];
    return [service, item, `$${price}`, unit, free ? count(free) : ''];
  });
  return table(
    ['Service', 'For', 'Price', 'per', 'Free per month'],
    ['---', '---', '--:', '---', '--:'],
    rows,
  );
}
