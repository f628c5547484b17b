/** The properties of an alarm that decide when it changes its state. */
export interface Alarm {
  Statistic?: string;
  ExtendedStatistic?: string;
  Period: number;
  EvaluationPeriods: number;
  DatapointsToAlarm?: number;
  EvaluateLowSampleCountPercentile?: 'evaluate' | 'ignore';
  ComparisonOperator: string;
  Threshold: number;
  TreatMissingData: string;
}

export interface Sample {
  /** Seconds since the start, which is a midnight. */
  at: number;
  value: number;
}

export interface State {
  at: number;
  state: 'OK' | 'ALARM';
}

/**
 * The state of an alarm after each of its periods, as CloudWatch evaluates it: statistic, M of N, missing data and
 * percentiles of few samples.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export function evaluate(alarm: Alarm, samples: Sample[], seconds: number): State[] {
  if (
    alarm.ComparisonOperator !== 'GreaterThanThreshold' ||
    alarm.TreatMissingData !== 'notBreaching'
  ) {
    throw new Error(
      `evaluate() knows no ${alarm.ComparisonOperator} with ${alarm.TreatMissingData}`,
    );
  }
  const periods = Array.from({ length: Math.floor(seconds / alarm.Period) }, () => [] as number[]);
  for (const { at, value } of samples) periods[Math.floor(at / alarm.Period)]?.push(value);
  const { EvaluationPeriods: N, DatapointsToAlarm: M = N } = alarm;
  let state: State['state'] = 'OK';
  return periods.map((values, index) => {
    const latest = periods.slice(Math.max(0, index + 1 - N), index + 1);
    if (!ignores(alarm, values)) {
      const breaching = latest.filter(
        (each) => each.length > 0 && statistic(alarm, each) > alarm.Threshold,
      );
      state = breaching.length >= M ? 'ALARM' : 'OK';
    }
    return { at: (index + 1) * alarm.Period, state };
  });
}

/** Whether the state stays, as a percentile has too few samples. */
function ignores(alarm: Alarm, values: number[]): boolean {
  if (alarm.EvaluateLowSampleCountPercentile !== 'ignore' || values.length === 0) return false;
  const share = percentile(alarm);
  return values.length < 10 / (share > 0.5 ? 1 - share : share);
}

function statistic(alarm: Alarm, values: number[]): number {
  if (alarm.ExtendedStatistic) {
    const sorted = values.toSorted((a, b) => a - b);
    return sorted[Math.ceil(percentile(alarm) * sorted.length) - 1] as number;
  }
  if (alarm.Statistic !== 'Sum') throw new Error(`evaluate() knows no ${alarm.Statistic}`);
  return values.reduce((sum, value) => sum + value, 0);
}

function percentile({ ExtendedStatistic = '' }: Alarm): number {
  return Number(ExtendedStatistic.slice(1)) / 100;
}
