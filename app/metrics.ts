/** The product's own metrics. */
export interface Metrics {
  /** One view was counted. */
  pageView(): void;
  /** The user pool refused the right password as well, as too many wrong ones came before. */
  signInLocked(): void;
}

export const noMetrics: Metrics = { pageView() {}, signInLocked() {} };

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
  function count(name: string): void {
    const CloudWatchMetrics = [
      {
        Namespace: 'CloudResume',
        Dimensions: [['Stack']],
        Metrics: [{ Name: name, Unit: 'Count' }],
      },
    ];
    const line = { _aws: { Timestamp: now(), CloudWatchMetrics }, Stack: stack, [name]: 1 };
    write(`${JSON.stringify(line)}\n`);
  }
  return {
    pageView: () => count('PageView'),
    signInLocked: () => count('SignInLocked'),
  };
}
