import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Plan, readPlan } from './aws/plan.ts';
import { preflight } from './aws/preflight.ts';
import { signingOptions } from './aws/signing.ts';
import { describeStack } from './aws/stack.ts';
import { runScript, UserError } from './lib/user-error.ts';
import { lineOf } from './preflight/finding.ts';

const usage = `Usage: npm run deploy -- [--owner-email you@example.com] [--stack-name NAME] [--region REGION]
                         [--parameter Name=value]...
A first deploy needs --owner-email. Later ones keep the parameters that they do not name.`;

// Builds, deploys, publishes and tries the stack. It runs the commands of docs/deploy.md, and prints each of them:
// they work by themselves as well.
await runScript(async () => {
  const plan = readPlan(process.argv.slice(2), usage);
  const { parameters, isFirst } = await check(plan);
  const { stackName, region } = plan;

  await run(['run', 'build']);
  await run(['run', 'sam', '--', 'build']);
  const profile = isFirst
    ? undefined
    : (await describeStack(stackName, region)).outputs.SigningProfileName;
  const overrides = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  await run([
    ...['run', 'sam', '--', 'deploy', '--stack-name', stackName, '--region', region],
    // samconfig.toml has those of the stack cloud-resume.
    ...['--s3-prefix', stackName, '--tags', `project=${stackName}`],
    ...(await signingOptions(profile)),
    ...(overrides.length > 0 ? ['--parameter-overrides', ...overrides] : []),
  ]);
  await run(['run', 'publish-site'], { STACK_NAME: stackName, AWS_REGION: region });
  const { outputs } = await describeStack(stackName, region);
  const { WebsiteUrl = '', VisitorApiUrl = '', ApiDomainUrl } = outputs;
  await run(['run', 'test:smoke'], { SITE_URL: WebsiteUrl, API_BASE_URL: VisitorApiUrl });

  console.log(`
Site  ${WebsiteUrl}
API   ${ApiDomainUrl ?? VisitorApiUrl}

${isFirst ? firstSteps(parameters) : 'The new version is live.'}`);
});

/** @returns the parameters to deploy with. @throws {UserError} when something would stop the deploy. */
async function check(plan: Plan) {
  const found = await preflight(plan);
  for (const finding of found.findings) console.log(lineOf(finding));
  if (found.findings.some(({ stops }) => stops)) {
    throw new UserError('Nothing was created or changed.');
  }
  const { ownerEmail } = plan;
  const parameters: Record<string, string> = {
    ...(ownerEmail && { OwnerEmail: ownerEmail }),
    ...found.parameters,
    ...plan.parameters,
  };
  return { parameters, isFirst: !found.exists };
}

/** Prints an npm command, and runs it. @throws {UserError} when it fails. */
async function run(args: string[], env: Record<string, string> = {}): Promise<void> {
  const settings = Object.entries(env).map(([name, value]) => `${name}=${quote(value)} `);
  const command = `npm ${args.map(quote).join(' ')}`;
  console.log(`\n$ ${settings.join('')}${command}`);
  const child = spawn('npm', args, { stdio: 'inherit', env: { ...process.env, ...env } });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new UserError(`\n${command} failed: docs/deploy.md says what next.`);
}

/** A word as a shell reads it back. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function firstSteps({ OwnerEmail = '', AlarmEmail, InviteOwner }: Record<string, string>): string {
  const alarms = `AWS has sent "AWS Notification - Subscription Confirmation" to ${AlarmEmail || OwnerEmail}:
open its link, or no alarm reaches you.`;
  const invitation =
    InviteOwner === 'off'
      ? `Invite the owner: npm run owner -- invite ${OwnerEmail}`
      : `It has also sent a temporary password to ${OwnerEmail}, valid for a day.`;
  return `Next:
1. ${alarms}
2. ${invitation}
   docs/deploy.md, section 4, says how to sign in with it.
3. Protect the data: npm run deploy -- --parameter DeletionProtection=on`;
}
