import { stackResources } from '../aws/stack-resources.ts';
import { properties, type Template } from '../aws/template.ts';
import { bill, total } from './bill.ts';
import { count, kilobytes, table, usd } from './format.ts';
import type { Measured } from './measure.ts';
import { asOf } from './prices.ts';
import { flood, scenarios } from './scenarios.ts';
import {
  choicesTable,
  linesTable,
  monthlyBills,
  pricesTable,
  resourcesTable,
  totalsTable,
} from './tables.ts';
import { assumed, type Traffic } from './traffic.ts';

/** docs/cost.md */
export function costDocument(template: Template, measured: Measured): string {
  const bills = monthlyBills(template, measured);
  const rate = Number(template.Parameters.ThrottleRate?.Default);
  const defaultShards = Number(template.Parameters.VisitorShards?.Default);
  const listed = (traffic: Traffic) => total(bill(template, measured, traffic), 'list');
  const more = (traffic: Traffic) => usd(listed(traffic) - listed(scenarios.idle));
  return `<!-- Written by \`npm run cost\`. What to change is in scripts/cost/. -->
# What it costs

${totalsTable(bills)}

A month, in US dollars without taxes, with the template's defaults. The prices are the list prices of
us-east-1 as known in ${asOf}. They were typed in by hand and compared with copies of AWS's pages and with
price guides; no bill was seen. [AWS's own pages](https://aws.amazon.com/pricing/) are what counts.

The second row is for an account with nothing else in it: AWS gives its free shares to an account, not
to a stack. Only those that do not end are counted, no credits of new accounts.

![What a million views cost, by service](images/cost.svg)

## Line by line

A view is the page with all of its files, opened by somebody who was never there, one \`GET /count\` and one
visit that is counted. A million of them are ${count(scenarios.busy.tracks / 30)} a day, for which
[scale.md](scale.md) wants more shards: with \`VisitorShards=${scenarios.busy.shards}\` a visit costs as below; with the default of ${defaultShards},
a million would cost ${more({ ...scenarios.busy, shards: defaultShards })}.

${linesTable(bills)}

${modelTable(template, measured)}

A badge (\`/count.svg\`) counts nothing. A million of them cost ${more(scenarios.badges)}.

## What saves what

By the list, against the first row of this page:

${choicesTable(template, measured, bills)}

Besides \`VisitorShards\`, see above, other parameters change no price. \`ThrottleRate\` is about as much as a flood of calls gets through, a
target to AWS and no ceiling: ${count(rate)} a second, all month long, are ${more(flood(rate))}. CloudFront answers
whoever asks for files. Have a
[budget](https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html) tell
you in time.

## What is in the template

${resourcesTable(template)}

## The prices

${pricesTable()}
`;
}

function modelTable(template: Template, measured: Measured): string {
  const { warmSeconds, coldSeconds, pdfShare, headerBytes } = assumed;
  const { quiet, busy } = scenarios;
  const stack = { Resources: stackResources(template) };
  const memory = properties(stack, 'ApiFunction').MemorySize;
  const page = `${kilobytes(measured.pageBytes)} in ${measured.files} files`;
  const cold = `${quiet.coldShare * 100}% of calls at 10,000 views, ${busy.coldShare * 100}% at a million`;
  return table(
    ['Known', 'How'],
    ['---', '---'],
    [
      [
        `page ${page}, PDF ${kilobytes(measured.pdfBytes)}`,
        'measured on the site of JSON Resume’s own sample, compressed, rounded up',
      ],
      [
        `${count(measured.functionLogBytes)} bytes in the function’s log`,
        'measured: what the app writes, and three lines as Lambda is known to add; rounded up',
      ],
      ['a write unit a count, half a read unit a badge', 'tested on DynamoDB Local'],
      ['a write unit a visit, more from the 74th visitor of a shard on', 'the same'],
      [`${memory} MB of memory, a line in the API’s log`, 'of the template'],
      [
        `${count(warmSeconds * 1000)} ms a call, ${count(coldSeconds * 1000)} ms more for a cold start`,
        'assumed',
      ],
      [`cold starts: ${cold}`, 'assumed'],
      [`${pdfShare * 100}% take the PDF`, 'assumed'],
      [`${count(headerBytes)} bytes of headers an answer`, 'assumed'],
    ],
  );
}
