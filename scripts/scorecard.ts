import { parseArgs } from 'node:util';
import { describeStack, region } from './aws/stack.ts';
import { runScript, UserError } from './lib/user-error.ts';
import { parts } from './scorecard/challenge.ts';
import { asText, type Card } from './scorecard/print.ts';
import { repositoryAt } from './scorecard/repository.ts';
import { siteAt } from './scorecard/site.ts';
import { check } from './scorecard/step.ts';

const usage =
  'Usage: npm run scorecard -- [--json] [--url https://… | --stack-name NAME [--region REGION]]';

// Prints each step of the Cloud Resume Challenge with the evidence in this checkout and, with an address, in the
// deployment there. Exits with 0 whatever is done: it reports, and is no test.
await runScript(async () => {
  const options = readOptions();
  const site = await siteOf(options);
  const repository = repositoryAt('.');
  const cards: Card[] = await Promise.all(
    parts.map(async ({ title, url, steps }) => ({
      title,
      url,
      steps: await Promise.all(steps.map((step) => check(step, repository, site))),
    })),
  );
  console.log(options.json ? JSON.stringify(cards, undefined, 2) : asText(cards));
});

function readOptions() {
  try {
    return parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        url: { type: 'string' },
        'stack-name': { type: 'string' },
        region: { type: 'string', default: region },
      },
    }).values;
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n${usage}`);
  }
}

async function siteOf({ url, 'stack-name': name, region }: ReturnType<typeof readOptions>) {
  if (url !== undefined) return siteAt(url);
  if (name === undefined) return undefined;
  const { outputs } = await describeStack(name, region);
  if (!outputs.WebsiteUrl) throw new UserError(`Stack ${name} has no output WebsiteUrl.`);
  return siteAt(outputs.WebsiteUrl);
}
