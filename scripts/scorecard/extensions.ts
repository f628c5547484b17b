import type { Repository } from './repository.ts';
import type { Step } from './step.ts';
import { runs, takesRole, uses } from './workflow.ts';

const template = 'template.yaml';
const workflows = '.github/workflows';
const onGitHub = 'a setting of the repository at GitHub: docs/pipeline.md';

export const supplyChain: Step[] = [
  {
    id: 'S1',
    title: 'Signed commits',
    facts: [
      {
        where: '.git',
        what: 'the newest commit has a signature',
        holds: async (repository) => {
          const newest = await repository.git('cat-file', 'commit', 'HEAD').catch(() => '');
          return newest === '' ? 'there is no commit here' : /^gpgsig(-sha256)? /m.test(newest);
        },
      },
    ],
  },
  {
    id: 'S2',
    title: 'Only signed commits can be merged',
    facts: [{ where: 'GitHub', what: 'a rule for main requires it', holds: () => onGitHub }],
  },
  {
    id: 'S3',
    title: 'CodeQL',
    facts: [
      {
        where: `${workflows}/codeql.yml`,
        what: 'scans pull requests, main, and once a month',
        holds: async (repository) => {
          const { push, pull_request, schedule } = await repository.triggers('codeql.yml');
          const { analyze } = await repository.jobs('codeql.yml');
          return (
            push?.branches.includes('main') &&
            pull_request?.branches.includes('main') &&
            /^\d+ \d+ \d+ \* \*$/.test(schedule?.[0].cron) &&
            analyze !== undefined &&
            uses(analyze, 'github/codeql-action/analyze')
          );
        },
      },
      { where: 'GitHub', what: 'a rule for main refuses findings', holds: () => onGitHub },
    ],
  },
  {
    id: 'S4',
    title: 'Bill of materials',
    note: "esbuild lists what is in the bundle, which Syft could not see. The SBOM is CycloneDX's.",
    facts: [
      {
        where: 'scripts/build.ts',
        what: 'writes the SBOM of the function from what is in the bundle',
        holds: async (repository) =>
          /writeSbom\('lambda'/.test(await repository.text('scripts/build.ts')),
      },
      {
        where: `${workflows}/release.yml`,
        what: 'GitHub attests it, and where the archive comes from',
        holds: async (repository) => {
          const { provenance } = await repository.jobs('release.yml');
          const attests = (provenance?.steps ?? []).filter((step) =>
            step.uses?.startsWith('actions/attest@'),
          );
          const types = attests.map((step) => step.with?.['predicate-type'] ?? 'provenance');
          return types.includes('provenance') && types.includes('https://cyclonedx.org/bom');
        },
      },
    ],
  },
  {
    id: 'S5',
    title: 'Another check for vulnerabilities',
    facts: [
      {
        where: `${workflows}/checks.yml`,
        what: 'fails for known vulnerabilities, and for packages without a valid signature',
        holds: async (repository) => {
          const { audit } = await repository.jobs('checks.yml');
          const commands = audit?.steps?.map(({ run }) => run) ?? [];
          return (
            commands.includes('npm run audit') && commands.includes('npm run audit -- --signatures')
          );
        },
      },
    ],
  },
  {
    id: 'S7',
    title: 'Code signing of Lambda',
    note: 'Off by default: CodeSigning=warn, then CodeSigning=enforce. Step S6 is for containers.',
    facts: [
      {
        where: template,
        what: 'each function checks the signature of its code, by parameter',
        holds: async (repository) => {
          const functions = await repository.resources('AWS::Serverless::Function');
          const { AllowedPublishers } = (await repository.resource('CodeSigningConfig')).Properties;
          return (
            JSON.stringify(AllowedPublishers).includes('SigningProfile.ProfileVersionArn') &&
            functions.every(({ Properties }) =>
              Properties.CodeSigningConfigArn?.includes('CodeSigningConfig'),
            )
          );
        },
      },
      {
        where: 'scripts/aws/deploy.sh',
        what: 'has AWS Signer sign what it deploys',
        holds: async (repository) =>
          (await repository.text('scripts/aws/deploy.sh')).includes('aws signer start-signing-job'),
      },
    ],
  },
  {
    id: 'S8',
    title: 'A blog post about it',
    facts: [{ where: 'the web', what: 'you wrote one', holds: () => 'only you know' }],
  },
];

export const iac: Step[] = [
  {
    id: 'T1',
    title: 'Terraform',
    note: 'The stack is code, in AWS SAM as step 12 asks. A second description of it in Terraform would have to agree with the first.',
    facts: [
      {
        where: '*.tf',
        what: 'describes the stack',
        holds: async (repository) => (await repository.paths('{*,infra/*}.tf')).length > 0,
      },
    ],
  },
];

export const realtime: Step[] = [
  {
    id: 'R1',
    title: 'A number that changes while the page is open',
    note: 'The page reads the number once, and keeps no connection open.',
    facts: [
      {
        where: template,
        what: 'has a WebSocket API',
        holds: async (repository) => {
          const apis = await repository.resources('AWS::ApiGatewayV2::Api');
          return apis.some(({ Properties }) => Properties.ProtocolType === 'WEBSOCKET');
        },
      },
    ],
  },
];

interface Statement {
  Effect: string;
  Action: string | string[];
}

/** What the roles in the stack allow. An `!If` is a list. */
async function statements(repository: Repository): Promise<Statement[]> {
  const found: Statement[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('Effect' in value && 'Action' in value) found.push(value as Statement);
    else Object.values(value).forEach(collect);
  };
  for (const role of await repository.resources('AWS::IAM::Role'))
    collect(role.Properties.Policies);
  return found;
}

export const mods: Step[] = [
  {
    id: 'M1',
    title: 'DevOps: Automation Nation',
    facts: [
      {
        where: `${workflows}/release.yml`,
        what: 'deploys stack and site, tries them, and rolls back',
        holds: async (repository) => {
          const { stack, publish, smoke, 'roll-back': back } = await repository.jobs('release.yml');
          return (
            [stack, publish, back].every((job) => job !== undefined && takesRole(job)) &&
            smoke !== undefined &&
            runs(smoke, 'npm run test:smoke')
          );
        },
      },
    ],
  },
  {
    id: 'M2',
    title: 'DevOps: Monitor Lizard',
    facts: [
      {
        where: template,
        what: 'alarms watch errors, throttles and latency, and mail',
        holds: async (repository) => {
          const alarms = await repository.resources('AWS::CloudWatch::Alarm');
          const watched = alarms.map(({ Properties }) => Properties.MetricName);
          const { Subscription } = (await repository.resource('AlarmTopic')).Properties;
          return (
            ['Errors', 'Throttles', 'Latency', '5XXError'].every((one) => watched.includes(one)) &&
            alarms.every(({ Properties }) => Properties.AlarmActions.includes('AlarmTopic')) &&
            Subscription[0].Protocol === 'email'
          );
        },
      },
      {
        where: template,
        what: 'a dashboard shows them',
        holds: async (repository) =>
          (await repository.resource('MetricsDashboard')).Type === 'AWS::CloudWatch::Dashboard',
      },
    ],
  },
  {
    id: 'M3',
    title: 'Security: Check Your Privilege',
    facts: [
      {
        where: template,
        what: 'the roles name each action that they allow',
        holds: async (repository) => {
          const allowed = await statements(repository);
          const actions = allowed.flatMap(({ Action }) => Action);
          return actions.length > 0 && !actions.some((action) => action.includes('*'));
        },
      },
      {
        where: template,
        what: 'API Gateway limits the requests of every method',
        holds: async (repository) => {
          const { MethodSettings } = (await repository.resource('Api')).Properties;
          return MethodSettings.some(
            (one: Record<string, unknown>) =>
              one.HttpMethod === '*' && one.ResourcePath === '/*' && one.ThrottlingRateLimit,
          );
        },
      },
    ],
  },
];
