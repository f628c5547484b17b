import { stackResources } from '../aws/stack-resources.ts';
import { properties, type Template } from '../aws/template.ts';
import { bill, total } from './bill.ts';
import { count, kilobytes, table, usd } from './format.ts';
import type { Measured } from './measure.ts';
import { asOf, listCost } from './prices.ts';
import { publicRates } from './public-rates.ts';
import { flood, scenarios } from './scenarios.ts';
import {
  choicesTable,
  linesTable,
  monthlyBills,
  pricesTable,
  resourcesTable,
  totalsTable,
} from './tables.ts';
import { assumed, secondsOf, type Traffic, unitsOfVisit } from './traffic.ts';

/** docs/cost.md */
export function costDocument(template: Template, measured: Measured): string {
  const bills = monthlyBills(template, measured);
  const rates = publicRates(template);
  const dearest = Math.max(...rates);
  const sum = rates.reduce((all, rate) => all + rate, 0);
  const listed = (traffic: Traffic) => total(bill(template, measured, traffic), 'list');
  const more = (traffic: Traffic) => usd(listed(traffic) - listed(scenarios.idle));
  const floodTracks = flood(dearest).tracks;
  const whilePaused = usd(listed(flood(dearest)) - listed(scenarios.idle) - ofVisits(floodTracks));
  return `<!-- Written by \`npm run cost\`. Edit scripts/cost/ instead. -->
# What it costs

${totalsTable(bills)}

Prices per month, in US dollars without taxes, with the template's defaults. They are the list prices of
us-east-1 as known in ${asOf}, typed in by hand and compared with copies of AWS's pages and with price
guides, but not with a bill. The authoritative prices are [on AWS's pages](https://aws.amazon.com/pricing/).

The second row is for an account with nothing else in it: AWS grants the free tier per account, not per
stack. It includes only what is free without a time limit, not the credits of new accounts.

![The cost of a million views, by service](images/cost.svg)

## Line by line

A view is the page with all of its files, opened by a first-time visitor, one counted visit and one
\`GET /count\`, as with \`"counter": "views"\`: by default the page reads the number of visitors instead, which
costs no write, and a few read units. A visit costs the same on any day ([scale](scale.md)): the table's writes and reads for a million
visits cost ${usd(ofVisits(scenarios.busy.tracks))}. A visit of a post or a project also counts its view, by the same request: as many
units again. With \`"pages": ["blog"]\`, each view of the resume makes one more request, for the latest posts, and half a read unit.

${linesTable(bills)}

${modelTable(template, measured)}

A badge (\`/count.svg\`) counts nothing. A million badges cost ${more(scenarios.badges)}.

## What each parameter changes

List prices, compared with the first row of this page:

${choicesTable(template, measured, bills)}

No other parameter changes a price, with two exceptions: a web ACL, behind \`WebAclArn\`, costs $5 a month and more. With
\`AuditTrail\`, S3 stores some megabytes, and CloudTrail charges $2 per 100,000 events if the account has another trail.

## A flood

API Gateway limits the calls per second of each method by itself, and treats the limit as a target, not as a hard one. At
\`ThrottleRate\`, ${count(dearest)} calls per second, the dearest public method (\`POST /v1/visitors/track\` with a visitor whom nobody
has seen) costs ${more(flood(dearest))} in a whole month. All ${count(rates.length)} methods that need no token allow ${count(sum)} calls per second
together; if each call of them cost as much, it would be ${more(flood(sum))}. Nothing limits requests for files, which CloudFront
answers.

More than \`FloodRequestsPerHour\` requests to the API within an hour, 100,000 by default, [pause
counting](operations.md#pause-counting) until the owner resumes it. The table costs nothing then, but the gateway, Lambda and
the logs cost as much as before: ${whilePaused} of the first amount would be left in a whole paused month, if a refused call takes
as long as a counted one. A call that the gateway rejects costs only its line in the API's log, so against a flood that stays,
deploy with a smaller \`ThrottleRate\`. With \`MonthlyBudget\`, AWS mails when 80% of that many dollars are spent.

## What is in the template

${resourcesTable(template)}

## The prices

${pricesTable()}
`;
}

/** What the tables cost for counted visits. */
function ofVisits(visits: number): number {
  const { writes, reads } = unitsOfVisit;
  return listCost('writes', visits * writes) + listCost('reads', visits * reads);
}

function modelTable(template: Template, measured: Measured): string {
  const { pdfShare, headerBytes } = assumed;
  const { quiet, busy } = scenarios;
  const stack = { Resources: stackResources(template) };
  const memory = properties(stack, 'ApiFunction').MemorySize;
  const seconds = secondsOf(memory);
  const page = `${kilobytes(measured.pageBytes)} in ${measured.files} files`;
  const cold = `${quiet.coldShare * 100}% of calls at 10,000 views, ${busy.coldShare * 100}% at a million`;
  return table(
    ['Value', 'Source'],
    ['---', '---'],
    [
      [
        `page ${page}, PDF ${kilobytes(measured.pdfBytes)}`,
        'measured on the site built from JSON Resume’s sample, compressed, rounded up',
      ],
      [
        `${count(measured.functionLogBytes)} bytes in the function’s log`,
        'measured: the app’s lines, plus the three lines that Lambda adds; rounded up',
      ],
      ['one write unit per count, half a read unit per badge', 'tested on DynamoDB Local'],
      [
        `${unitsOfVisit.writes} write units and at most ${unitsOfVisit.reads} read units per visit`,
        'tested on DynamoDB Local',
      ],
      [`${memory} MB of memory, one line per call in the API’s log`, 'the template'],
      [
        `${count(seconds.warm * 1000)} ms per call, ${count(seconds.cold * 1000)} ms more for a cold start`,
        '[measured](memory.md), with the database on the same machine',
      ],
      [`cold starts: ${cold}`, 'assumed'],
      [`${pdfShare * 100}% of visitors download the PDF`, 'assumed'],
      [`${count(headerBytes)} bytes of headers per response`, 'assumed'],
    ],
  );
}
