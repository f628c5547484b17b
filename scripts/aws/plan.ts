import { parseArgs } from 'node:util';
import { UserError } from '../lib/user-error.ts';
import { region, stackName } from './stack.ts';

/** A deploy that somebody plans. */
export interface Plan {
  stackName: string;
  region: string;
  ownerEmail?: string;
  /** Those that are given now. An existing stack keeps its others. */
  parameters: Record<string, string>;
  resumeFile?: string;
}

/** Reads the options of `npm run preflight` and `npm run deploy`. @throws {UserError} with `usage` when they are wrong. */
export function readPlan(args: string[], usage: string): Plan {
  try {
    const { values } = parseArgs({
      args,
      options: {
        'owner-email': { type: 'string' },
        'stack-name': { type: 'string', default: stackName },
        region: { type: 'string', default: region },
        parameter: { type: 'string', multiple: true, default: [] },
      },
    });
    return {
      stackName: values['stack-name'],
      region: values.region,
      ...(values['owner-email'] && { ownerEmail: values['owner-email'] }),
      parameters: Object.fromEntries(values.parameter.map(nameAndValue)),
    };
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${usage}`);
  }
}

function nameAndValue(parameter: string): [string, string] {
  const [, name, value] = /^(\w+)=(.*)$/s.exec(parameter) ?? [];
  if (name === undefined || value === undefined) {
    throw new Error(`--parameter ${parameter} is not Name=value.`);
  }
  return [name, value];
}
