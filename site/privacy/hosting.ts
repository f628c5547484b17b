/** What the privacy page says about the deployment, beside the resume. */
export interface Hosting {
  /** Days until logs are deleted: the template's `LogRetentionDays`. */
  logDays: number;
  /** Days until the breakdowns of a day are removed, 0 for never: the template's `BreakdownDays`. */
  breakdownDays: number;
  /** Whether X-Ray stores visitors' addresses: the template's `Tracing`. */
  traces: boolean;
  /** The AWS region, if it is known. */
  region?: string | undefined;
}

/** Those of the template. */
export const defaultHosting: Hosting = { logDays: 7, breakdownDays: 0, traces: false };

type Env = Record<string, string | undefined>;

/** @throws {Error} with a line that names the variable and says what is expected. */
export function hostingOf(env: Env): Hosting {
  const days = (name: string, least: number, usual: number) => {
    const text = env[name] || `${usual}`;
    if (/^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= 3650)
      return Number(text);
    throw new Error(`${name}: "${text}" is not valid. Expected: a number of days, ${least}–3650.`);
  };
  const tracing = env.TRACING || 'off';
  if (!['on', 'off'].includes(tracing)) {
    throw new Error(`TRACING: "${tracing}" is not valid. Expected: on or off.`);
  }
  const region = env.AWS_REGION;
  if (region && !/^[a-z0-9-]{1,32}$/.test(region)) {
    throw new Error(`AWS_REGION: "${region}" is not valid. Expected: a region such as us-east-1.`);
  }
  return {
    logDays: days('LOG_RETENTION_DAYS', 1, defaultHosting.logDays),
    breakdownDays: days('BREAKDOWN_DAYS', 0, defaultHosting.breakdownDays),
    traces: tracing === 'on',
    ...(region && { region }),
  };
}
