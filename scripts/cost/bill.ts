import { type Parameters, stackResources } from '../aws/stack-resources.ts';
import type { Template } from '../aws/template.ts';
import type { Measured } from './measure.ts';
import { costBeyondFree, type Item, items, listCost } from './prices.ts';
import { standingUsage } from './resource-types.ts';
import { type Traffic, trafficUsage } from './traffic.ts';

export interface Line {
  item: Item;
  quantity: number;
  /** List price, in dollars per month. */
  list: number;
  /** Price beyond the free tier. */
  beyondFree: number;
}

/** A month of a stack with these parameters. */
export function bill(
  template: Template,
  measured: Measured,
  traffic: Traffic,
  parameters: Parameters = {},
): Line[] {
  const resources = stackResources(template, parameters);
  const usage = { ...standingUsage(resources), ...trafficUsage(resources, measured, traffic) };
  return items.map((item) => {
    const quantity = usage[item] ?? 0;
    return {
      item,
      quantity,
      list: listCost(item, quantity),
      beyondFree: costBeyondFree(item, quantity),
    };
  });
}

export function total(lines: Line[], column: 'list' | 'beyondFree'): number {
  return lines.reduce((sum, line) => sum + line[column], 0);
}
