interface Finding {
  name: string;
  severity: string;
  via: (string | { title: string; url: string })[];
}

export interface Outcome {
  /** 0: nothing found, 1: something, 2: npm could not tell. */
  code: 0 | 1 | 2;
  text: string;
}

/** What a report of `npm audit --json` says. Anything but a whole report is no answer. */
export function readReport(json: string): Outcome {
  let report: {
    error?: { code?: string; summary?: string };
    message?: string;
    vulnerabilities?: Record<string, Finding>;
    metadata?: { vulnerabilities?: { total?: number } };
  };
  try {
    report = JSON.parse(json);
  } catch {
    return unknown('npm printed no report');
  }
  const { error, message, vulnerabilities, metadata } = report;
  const total = metadata?.vulnerabilities?.total;
  if (error ?? message) return unknown(error?.summary || message || error?.code || 'npm failed');
  if (!vulnerabilities || total === undefined) return unknown('npm printed no report');
  const findings = Object.values(vulnerabilities);
  if (findings.length !== total) return unknown('the report is not whole');
  if (total === 0) return { code: 0, text: 'no known vulnerability' };
  return { code: 1, text: ['vulnerable:', ...findings.flatMap(lines)].join('\n') };
}

/** npm gave no answer: not the same as finding nothing. */
export function unknown(reason: string): Outcome {
  return { code: 2, text: `could not run: ${reason.replace(/\s+/g, ' ').trim()}` };
}

/** A line for each advisory of a package, and for each package that it has them from. */
function lines({ name, severity, via }: Finding): string[] {
  return via.map((cause) => {
    const why = typeof cause === 'string' ? `through ${cause}` : `${cause.title} ${cause.url}`;
    return `  ${name} (${severity}): ${why}`;
  });
}
