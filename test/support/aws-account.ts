import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Test } from 'tap';

type Values = Record<string, string>;

/** As much of an account as `npm run preflight` asks about. Without anything, it is a new one that has been let out. */
export interface AwsAccount {
  arn: string;
  /** One stack answers to every name. */
  stack?: { status: string; parameters: Values; outputs?: Values } | undefined;
  /** API Gateway's role for logs, and the names of the roles that exist. */
  logRole?: string;
  roles: string[];
  /** The name of CloudTrail's trail. */
  trail?: string;
  /** SES's identities, and whether they are verified. */
  identities: Record<string, boolean>;
  mail: { production: boolean; paused?: boolean };
  concurrency: number;
  unreserved?: number;
  /** Hosted zones by id. */
  zones: Record<string, { name: string; isPrivate?: boolean; records?: [string, string][] }>;
  /** Calls that fail, with the code of the error. */
  failing: Values;
}

export const newAccount: AwsAccount = {
  arn: 'arn:aws:iam::123456789012:user/deployer',
  roles: [],
  identities: {},
  mail: { production: false },
  concurrency: 1000,
  zones: {},
  failing: {},
};

/** Speaks for AWS, and keeps the names of the calls: that of the action, or method and path. */
export async function startAwsAccount(t: Test, account: AwsAccount) {
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const { pathname, searchParams } = new URL(url, 'http://aws');
    const form = new URLSearchParams(await text(request));
    const target = request.headers['x-amz-target'];
    const call =
      form.get('Action') ??
      (target === undefined
        ? `${method} ${pathname.replace(/Z[A-Z0-9]+/, 'ID').replace(/identities\/.*/, 'identities/ID')}`
        : `${target}`.replace(/.*\./, ''));
    calls.push(call);
    const isJson = target !== undefined || /account|email/.test(pathname);
    const failure = account.failing[call];
    const answer = failure
      ? error(failure)
      : ((await answers[call]?.(account, form, pathname, searchParams)) ?? error('UnknownAction'));
    response.setHeader('content-type', isJson ? 'application/x-amz-json-1.1' : 'text/xml');
    if (answer instanceof Failure) {
      response.setHeader('x-amzn-errortype', answer.code);
      response.statusCode = 400;
      const { code, message } = answer;
      return response.end(
        isJson
          ? JSON.stringify({ message })
          : `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
      );
    }
    return response.end(answer);
  }).listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

class Failure {
  code: string;
  message: string;
  constructor(code: string, message: string) {
    this.code = code;
    this.message = message;
  }
}

const error = (code: string, message = `no ${code}`) => new Failure(code, message);

type Answer = (
  account: AwsAccount,
  form: URLSearchParams,
  path: string,
  query: URLSearchParams,
) => string | Failure;

const answers: Record<string, Answer> = {
  GetCallerIdentity: ({ arn }) =>
    result('GetCallerIdentity', `<Arn>${arn}</Arn><Account>123456789012</Account>`),
  DescribeStacks({ stack }, form) {
    if (!stack) {
      return error('ValidationError', `Stack with id ${form.get('StackName')} does not exist`);
    }
    const members = (kind: string, values: Values = {}) =>
      Object.entries(values)
        .map(
          ([key, value]) =>
            `<member><${kind}Key>${key}</${kind}Key><${kind}Value>${value}</${kind}Value></member>`,
        )
        .join('');
    const parameters = members('Parameter', stack.parameters);
    const outputs = members('Output', stack.outputs);
    return result(
      'DescribeStacks',
      `<Stacks><member><StackName>${form.get('StackName')}</StackName><StackStatus>${stack.status}</StackStatus><Parameters>${parameters}</Parameters><Outputs>${outputs}</Outputs></member></Stacks>`,
    );
  },
  GetRole({ roles }, form) {
    const name = form.get('RoleName') ?? '';
    if (!roles.includes(name)) return error('NoSuchEntity');
    return result('GetRole', `<Role><RoleName>${name}</RoleName></Role>`);
  },
  DescribeTrails: ({ trail }) => JSON.stringify({ trailList: trail ? [{ Name: trail }] : [] }),
  'GET /v2/email/account': ({ mail }) =>
    JSON.stringify({ ProductionAccessEnabled: mail.production, SendingEnabled: !mail.paused }),
  'GET /v2/email/identities/ID'({ identities }, _form, path) {
    const isVerified = identities[decodeURIComponent(path.split('/').at(-1) ?? '')];
    if (isVerified === undefined) return error('NotFoundException');
    return JSON.stringify({ VerifiedForSendingStatus: isVerified });
  },
  'GET /account': ({ logRole }) => JSON.stringify({ cloudwatchRoleArn: logRole }),
  'GET /2016-08-19/account-settings': ({ concurrency, unreserved = concurrency }) =>
    JSON.stringify({
      AccountLimit: {
        ConcurrentExecutions: concurrency,
        UnreservedConcurrentExecutions: unreserved,
      },
    }),
  'GET /2013-04-01/hostedzone': ({ zones }) =>
    `<ListHostedZonesResponse><HostedZones>${Object.keys(zones)
      .map((id) => hostedZone(zones, id))
      .join(
        '',
      )}</HostedZones><IsTruncated>false</IsTruncated><MaxItems>100</MaxItems></ListHostedZonesResponse>`,
  'GET /2013-04-01/hostedzone/ID'({ zones }, _form, path) {
    const id = path.split('/').at(-1) ?? '';
    if (!zones[id]) return error('NoSuchHostedZone');
    return `<GetHostedZoneResponse>${hostedZone(zones, id)}</GetHostedZoneResponse>`;
  },
  'GET /2013-04-01/hostedzone/ID/rrset'({ zones }, _form, path, query) {
    const { records = [] } = zones[path.split('/').at(-2) ?? ''] ?? {};
    // Route 53 sorts by the labels from the right.
    const order = (name: string) => name.split('.').reverse().join('.');
    const from = order(query.get('name') ?? '');
    const sets = records
      .filter(([name]) => order(name) >= from)
      .sort(([a], [b]) => order(a).localeCompare(order(b)))
      .map(
        ([name, type]) =>
          `<ResourceRecordSet><Name>${name}.</Name><Type>${type}</Type></ResourceRecordSet>`,
      );
    return `<ListResourceRecordSetsResponse><ResourceRecordSets>${sets.join('')}</ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>300</MaxItems></ListResourceRecordSetsResponse>`;
  },
};

function result(action: string, xml: string): string {
  return `<${action}Response><${action}Result>${xml}</${action}Result></${action}Response>`;
}

function hostedZone(zones: AwsAccount['zones'], id: string): string {
  const { name = '', isPrivate = false } = zones[id] ?? {};
  return `<HostedZone><Id>/hostedzone/${id}</Id><Name>${name}.</Name><CallerReference>x</CallerReference><Config><PrivateZone>${isPrivate}</PrivateZone></Config></HostedZone>`;
}
