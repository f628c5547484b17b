import { readFile } from 'node:fs/promises';
import tap, { test } from 'tap';
import { type Alarm, evaluate, type Sample } from '../support/cloudwatch.ts';
import { seededRandom } from '../support/random.ts';
import { ofType, properties, transformedTemplate } from '../support/template.ts';

const template = await transformedTemplate();
const alarms = ofType(template, 'AWS::CloudWatch::Alarm');
const perHour = Number(template.Parameters.FloodRequestsPerHour?.Default);
properties(template, 'FloodAlarm').Threshold = perHour;

const hour = 3600;
const day = 24 * hour;
/** A page load makes two requests: the count, and the visit. */
const viewsPerMonth = 10_000;
const requests = arrivals((2 * viewsPerMonth) / 30 / day);

/** When what the alarm is about goes on. */
const fault = { from: 6 * hour, to: 9 * hour };
const goesOn = (at: number) => at >= fault.from && at < fault.to;

/** The samples of a day, from each request: `undefined` where AWS publishes none. */
function daily(value: (at: number, index: number) => number | undefined): Sample[] {
  return requests.flatMap((at, index) => {
    const sample = value(at, index);
    return sample === undefined ? [] : [{ at, value: sample }];
  });
}

/** One in ten starts a process, as docs/cost.md assumes for a quiet site. */
const usualMs = (index: number) => (index % 10 === 0 ? 750 : 30);
const whenever = (at: number) => (goesOn(at) ? 1 : undefined);
const whether = (at: number) => (goesOn(at) ? 1 : 0);

/** What AWS publishes of a metric, in a day in which every request meets the alarm's case for three hours. */
const published: Record<string, Sample[]> = {
  'AWS/ApiGateway Latency': daily((at, index) => (goesOn(at) ? 3000 : usualMs(index))),
  'AWS/ApiGateway 5XXError': daily(whether),
  'AWS/Lambda Errors': daily(whether),
  'AWS/Lambda Throttles': daily(whether),
  'AWS/DynamoDB ReadThrottleEvents': daily(whenever),
  'AWS/DynamoDB WriteThrottleEvents': daily(whenever),
  // One attempt is enough.
  'CloudResume SignInLocked': [{ at: fault.from, value: 1 }],
  // Once a night.
  'CloudResume ViewSpike': [{ at: fault.from, value: 1 }],
};

function samplesOf(id: string, { Namespace, MetricName }: Record<string, string>): Sample[] {
  const scheduled = schedules[id];
  if (scheduled) return scheduledRun(scheduled, 1);
  if (id === 'FloodAlarm') return flood(perHour + 1);
  const samples = published[`${Namespace} ${MetricName}`];
  if (!samples)
    throw new Error(`Say in this test what AWS publishes of ${Namespace} ${MetricName}.`);
  return samples;
}

/** The functions that a schedule calls, by their alarms. */
const schedules: Record<string, string> = {
  NightlyErrorsAlarm: 'NightlyFunction',
  DigestErrorsAlarm: 'DigestFunction',
};

/** A run in which the function fails each time, after its whole time: Lambda retries after 1 and 2 minutes. */
function scheduledRun(functionId: string, value: number): Sample[] {
  const { Timeout } = properties(template, functionId);
  const rule = ofType(template, 'AWS::Events::Rule').find(([id]) => id.startsWith(functionId));
  const [, minutes, hours] =
    /^cron\((\d+) (\d+) /.exec(rule?.[1].Properties.ScheduleExpression) ?? [];
  const start = Number(hours) * hour + Number(minutes) * 60;
  return [0, Timeout + 60, 2 * Timeout + 60 + 120].map((after) => ({ at: start + after, value }));
}

/** Each hour of the fault, and nothing else. */
function flood(requestsPerHour: number): Sample[] {
  const hours = (fault.to - fault.from) / hour;
  return Array.from({ length: hours }, (_, i) => ({
    ...{ at: fault.from + i * hour, value: requestsPerHour },
  }));
}

for (const [id, { Properties }] of alarms) {
  test(`${id} goes off at ${viewsPerMonth} views a month, and is OK again`, (t) => {
    const states = evaluate(Properties as Alarm, samplesOf(id, Properties), day);
    const first = states.find(({ state }) => state === 'ALARM');
    t.ok(first, 'goes off');
    if (!schedules[id]) t.ok(first && first.at > fault.from && first.at <= fault.to, 'meanwhile');
    const last = states.findLast(({ state }) => state === 'ALARM');
    t.ok(last && last.at < day, 'is OK again');
    t.end();
  });

  test(`${id} stays OK through a usual day`, (t) => {
    const scheduled = schedules[id];
    const usual = scheduled
      ? scheduledRun(scheduled, 0)
      : daily((_, index) => usualOf(Properties, index));
    t.ok(evaluate(Properties as Alarm, usual, day).every(({ state }) => state === 'OK'));
    t.end();
  });
}

function usualOf({ MetricName }: Record<string, string>, index: number): number | undefined {
  if (MetricName === 'Latency') return usualMs(index);
  if (MetricName === 'Count') return 1;
  return MetricName === '5XXError' || MetricName === 'Errors' ? 0 : undefined;
}

test('a flood calls the function that pauses counting, at more than a busy site’s requests', (t) => {
  const alarm = properties(template, 'FloodAlarm');
  t.ok(evaluate(alarm, flood(perHour), day).every(({ state }) => state === 'OK'));
  t.strictSame(alarm.AlarmActions, [
    { Ref: 'AlarmTopic' },
    { 'Fn::GetAtt': ['GuardFunction', 'Arn'] },
  ]);
  t.match(properties(template, 'GuardFunctionPermission'), {
    Principal: 'lambda.alarms.cloudwatch.amazonaws.com',
    SourceAccount: { Ref: 'AWS::AccountId' },
    SourceArn: { 'Fn::GetAtt': ['FloodAlarm', 'Arn'] },
  });
  const busyHour = (2 * 1_000_000) / 30 / 24;
  t.ok(perHour > 10 * busyHour, 'ten times the average hour of a million views a month');
  t.end();
});

test('the latency alarm stays OK through one slow start, and through one slow minute', (t) => {
  const alarm: Alarm = properties(template, 'ApiLatencyAlarm');
  for (const length of [1, 60]) {
    const samples = daily((at, index) =>
      at >= fault.from && at < fault.from + length ? 9000 : usualMs(index),
    );
    samples.push({ at: fault.from, value: 9000 });
    t.ok(
      evaluate(alarm, samples, day).every(({ state }) => state === 'OK'),
      `${length} s`,
    );
  }
  t.end();
});

test('a percentile that ignores few samples would never go off', (t) => {
  const alarm: Alarm = {
    ...properties(template, 'ApiLatencyAlarm'),
    ExtendedStatistic: 'p99',
    EvaluationPeriods: 1,
    DatapointsToAlarm: 1,
    EvaluateLowSampleCountPercentile: 'ignore',
  };
  const states = evaluate(alarm, published['AWS/ApiGateway Latency'] ?? [], day);
  t.ok(states.every(({ state }) => state === 'OK'));
  t.end();
});

test('every alarm has a line in docs/operations.md, and every line an alarm', async (t) => {
  const text = await readFile('docs/operations.md', 'utf8');
  const [, section = ''] = /\n## Alarms\n(.*?)\n## /s.exec(text) ?? [];
  const lines = [...section.matchAll(/^\| `(\w+)` \|(.*)\|(.*)\|(.*)\|$/gm)];
  t.strictSame(lines.map(([, id]) => id).sort(), alarms.map(([id]) => id).sort());
  for (const [, id = '', ...cells] of lines)
    t.ok(
      cells.every((cell) => cell.trim().length > 5),
      id,
    );
  t.end();
});

/** A day of requests at random, `perSecond` on average. */
function arrivals(perSecond: number): number[] {
  const random = seededRandom(tap);
  const times: number[] = [];
  for (let at = 0; ; ) {
    at -= Math.log(1 - random()) / perSecond;
    if (at >= day) return times;
    times.push(at);
  }
}
