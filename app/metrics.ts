/** The product's own metrics. */
export interface Metrics {
  /** One view was counted. */
  pageView(): void;
  /** The user pool refused the right password as well, as too many wrong ones came before. */
  signInLocked(): void;
  /** A part of the nightly function failed, or took longer than its time. */
  nightlyPartFailed(part: string): void;
  /** Yesterday had many more views than usual. */
  viewSpike(): void;
}

export const noMetrics: Metrics = {
  pageView() {},
  signInLocked() {},
  nightlyPartFailed() {},
  viewSpike() {},
};

/**
 * Metrics of the stack `stack` in CloudWatch's embedded metric format: CloudWatch extracts them from log lines, so that a
 * request waits for nothing and the function needs no permission.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(
  stack: string,
  write: (line: string) => void,
  now = Date.now,
): Metrics {
  function count(name: string, dimensions: Record<string, string> = {}): void {
    const all = { Stack: stack, ...dimensions };
    const CloudWatchMetrics = [
      {
        Namespace: 'CloudResume',
        Dimensions: [Object.keys(all)],
        Metrics: [{ Name: name, Unit: 'Count' }],
      },
    ];
    const line = { _aws: { Timestamp: now(), CloudWatchMetrics }, ...all, [name]: 1 };
    write(`${JSON.stringify(line)}\n`);
  }
  return {
    pageView: () => count('PageView'),
    signInLocked: () => count('SignInLocked'),
    nightlyPartFailed: (Part) => count('NightlyPartFailed', { Part }),
    viewSpike: () => count('ViewSpike'),
  };
}
