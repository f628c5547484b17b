import { tool } from '../../scripts/python/tool.ts';
import { type Call, isLike } from './policy.ts';
import { type Place, places } from './stack-arns.ts';
import { transformedTemplate } from './template.ts';

/** A call that CloudFormation makes for a resource, according to its registry. */
export interface RequiredCall extends Call {
  type: string;
}

interface Permissions {
  handlers: Record<string, Record<string, string[]>>;
  properties: Record<string, string[]>;
  arns: Record<string, string[] | null>;
}

const { Resources } = await transformedTemplate();
const resources = Object.entries(Resources);
const types = [...new Set(resources.map(([, { Type }]) => Type))].sort();
const { handlers, properties, arns } = await permissionsOf(types);

/** ARNs in AWS's messages about denied calls, where its reference says that the action takes none. */
const seen: Record<string, string> = {
  'cloudfront:CreateOriginAccessControl': 'arn:*:cloudfront::*:origin-access-control/*',
  'sns:Unsubscribe': 'arn:*:sns:*',
};

/** Actions in `seen` that the reference knows better by now. */
export const corrected = Object.keys(seen).filter((action) => arns[action]?.length !== 0);

async function permissionsOf(types: string[]): Promise<Permissions> {
  const args = ['scripts/python/iam-permissions.py', ...types];
  const { code, stdout, stderr } = await tool('template', 'python', args);
  if (code !== 0) throw new Error(`CloudFormation's registry could not be read: ${stderr}`);
  return JSON.parse(stdout);
}

/** What CloudFormation calls to create, read, update and delete each resource of a stack, all conditions on. */
export function requiredCalls(stack: string): RequiredCall[] {
  return resources.flatMap(([id, { Type: type, Properties = {} }]) => {
    const rule = places[type];
    if (!rule) throw new Error(`${id}: test/support/stack-arns.ts has no ARN for ${type}.`);
    const needed = Object.entries(handlers[type] ?? {});
    if (needed.length === 0) throw new Error(`${id}: the registry has no handlers of ${type}.`);
    const all = rule(stack, id, Properties);
    return needed.flatMap(([handler, actions]) =>
      actions.flatMap((action) =>
        comparedWith(action, all).map((place) => ({
          type,
          action,
          ...callOn(place, action, handler),
        })),
      ),
    );
  });
}

/** What AWS compares with an action: "*" if it names no resource, or none that this stack has. */
function comparedWith(action: string, all: Place[]): Place[] {
  const known = seen[action] ? [seen[action]] : arns[action];
  const forms = known?.map((form) => form.replace(/\$\{\w+\}/g, '*'));
  const anything = [{ arn: '*' }];
  if (forms?.length === 0) return anything;
  const named = all.filter(({ arn }) => forms?.some((form) => isLike(arn, form)));
  if (named.length > 0) return named;
  // The reference lags behind: it does not know newer actions, nor all types with tags.
  const service = action.split(':')[0]?.toLowerCase();
  const own = all.filter(({ arn, isOther }) => !isOther && arn.split(':')[2] === service);
  return own.length > 0 ? own : anything;
}

/** The call of a handler. Only the handler `create` calls before the resource has its id and its tag. */
function callOn({ arn, context, atCreation, tagsLate }: Place, action: string, handler: string) {
  const isNew = handler === 'create';
  if (isNew && atCreation && /:(Create|Tag|AddTags)/.test(action)) return { resource: atCreation };
  return isNew && tagsLate ? { resource: arn } : { resource: arn, context };
}

/** Whether a resource of the type sets the property, or one within it: `Code.S3ObjectVersion`. */
export function setsProperty(type: string, path: string): boolean {
  const [first = '', ...rest] = path.split('.');
  if (!properties[type]?.includes(first)) throw new Error(`${type} cannot have ${first}.`);
  return resources
    .filter(([, { Type }]) => Type === type)
    .some(
      ([, { Properties }]) =>
        [first, ...rest].reduce((value, name) => value?.[name], Properties) !== undefined,
    );
}
