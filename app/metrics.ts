/** The product's own metrics. */
export interface Metrics {
  /** One view was counted. */
  pageView(): void;
}

export const noMetrics: Metrics = { pageView() {} };

/**
 * Metrics in CloudWatch's embedded metric format: CloudWatch extracts them from log lines, so that a
 * request waits for nothing and the function needs no permission.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function embeddedMetrics(write: (line: string) => void, now = Date.now): Metrics {
  return {
    pageView() {
      const CloudWatchMetrics = [
        {
          Namespace: 'CloudResume',
          Dimensions: [[]],
          Metrics: [{ Name: 'PageView', Unit: 'Count' }],
        },
      ];
      const line = { _aws: { Timestamp: now(), CloudWatchMetrics }, PageView: 1 };
      write(`${JSON.stringify(line)}\n`);
    },
  };
}
