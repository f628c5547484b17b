import { readFile } from 'node:fs/promises';
import { parseDocument, type ScalarTag, type YAMLSeq } from 'yaml';

export interface Statement {
  Effect: 'Allow' | 'Deny';
  Action: string | string[];
  Resource: string | string[];
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** A call that a role makes: the tags of the resource, and whatever else IAM compares. */
export interface Call {
  action: string;
  resource: string;
  context?: Record<string, string> | undefined;
}

export const account = '123456789012';
export const region = 'us-east-1';

/** The roles of infra/pipeline.yaml for a stack, with their policies; all its optional parts are on. */
export async function pipelineOf(
  StackName: string,
  parts = { HasDomain: true, EncryptsAlarms: true, SignsCode: true },
) {
  const pipeline = `${StackName}-pipeline`;
  const values: Record<string, string> = {
    StackName,
    HostedZoneId: 'Z0123456789ABCDEFGHIJ',
    Repository: 'owner/name',
    RoleBoundary: boundaryOf(StackName),
    'ExecutionRole.Arn': roleOf(pipeline, 'ExecutionRole'),
    'AWS::Partition': 'aws',
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::StackName': pipeline,
  };
  const known = (name: string) => values[name] ?? name;
  const conditions: Record<string, boolean> = { CreatesOidcProvider: true, ...parts };
  const customTags: ScalarTag[] = [
    { tag: '!Ref', resolve: known },
    { tag: '!GetAtt', resolve: known },
    { tag: '!Sub', resolve: (text) => text.replace(/\$\{([\w:]+)\}/g, (_, name) => known(name)) },
  ];
  const choice = {
    tag: '!If',
    collection: 'seq' as const,
    resolve: ({ items: [name, yes, no] }: YAMLSeq) =>
      // biome-ignore lint/suspicious/noExplicitAny: a node of the document.
      (conditions[String(name)] ? yes : no) as any,
  };
  const text = await readFile('infra/pipeline.yaml', 'utf8');
  const { Resources } = parseDocument(text, {
    customTags: [...customTags, choice],
    logLevel: 'silent',
  }).toJS();

  const statementsOf = ({ Properties }: { Properties: Policies }): Statement[] => [
    ...(Properties.Policies ?? [])
      .filter((inline) => typeof inline === 'object')
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
    ...(Properties.ManagedPolicyArns ?? [])
      .filter((id) => id !== 'AWS::NoValue')
      .flatMap((id) => Resources[id].Properties.PolicyDocument.Statement),
  ];
  return {
    deploys: statementsOf(Resources.DeployRole),
    executes: statementsOf(Resources.ExecutionRole),
    bounds: Resources.RoleBoundary.Properties.PolicyDocument.Statement as Statement[],
    Resources,
  };
}

interface Policies {
  Policies?: { PolicyDocument: { Statement: Statement[] } }[];
  ManagedPolicyArns?: string[];
}

/** The ARN of a role that has no path. */
export function roleOf(stack: string, id: string): string {
  return `arn:aws:iam::${account}:role/${stack}-${id}-A1B2C3D4E5F6`;
}

/** The ARN of the policy without which a pipeline creates no role. */
export function boundaryOf(stack: string): string {
  return `arn:aws:iam::${account}:policy/${stack}-pipeline-RoleBoundary-A1B2C3`;
}

/** Whether these statements allow the call, as IAM evaluates them. */
export function allows(statements: Statement[], call: Call): boolean {
  const applying = statements.filter((statement) => applies(statement, call));
  return (
    applying.some(({ Effect }) => Effect === 'Allow') &&
    !applying.some(({ Effect }) => Effect === 'Deny')
  );
}

function applies(
  { Action, Resource, Condition = {} }: Statement,
  { action, resource, context = {} }: Call,
): boolean {
  return (
    [Action].flat().some((pattern) => isLike(action.toLowerCase(), pattern.toLowerCase())) &&
    [Resource].flat().some((pattern) => isLike(resource, pattern)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) =>
        holds(operator, context[key], [wanted].flat().map(String)),
      ),
    )
  );
}

function holds(operator: string, value: string | undefined, wanted: string[]): boolean {
  const isOneOf = value !== undefined && wanted.some((pattern) => isLike(value, pattern));
  if (operator === 'Null') return String(value === undefined) === wanted[0];
  if (operator === 'StringEquals' || operator === 'StringLike') return isOneOf;
  if (operator === 'StringNotEquals') return !isOneOf;
  throw new Error(`This test does not know the operator ${operator}.`);
}

/** Whether a text has the form of a pattern with `*` and `?`. */
export function isLike(text: string, pattern: string): boolean {
  const literal = (part: string) => part.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const parts = literal(pattern).replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${parts}$`).test(text);
}
