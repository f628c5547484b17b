import { readPlan } from './aws/plan.ts';
import { preflight } from './aws/preflight.ts';
import { runScript } from './lib/user-error.ts';
import { lineOf } from './preflight/finding.ts';

const usage = `Usage: npm run preflight -- --owner-email you@example.com [--stack-name NAME] [--region REGION]
                            [--parameter Name=value]...`;

// Says what would stop a deploy, before anything is created. It changes nothing.
await runScript(async () => {
  const plan = readPlan(process.argv.slice(2), usage);
  const { account, findings } = await preflight(plan);
  for (const finding of findings) console.log(lineOf(finding));
  if (findings.some(({ stops }) => stops)) process.exitCode = 1;
  else {
    console.log(
      `Nothing stops a deploy of ${plan.stackName} in ${plan.region}, account ${account}.`,
    );
  }
});
