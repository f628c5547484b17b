import { type Outcome, unknown } from './audit-report.ts';

interface Package {
  name: string;
  version: string;
}

/** What a report of `npm audit signatures --json` says. Anything but a whole report is no answer. */
export function readSignatures(json: string): Outcome {
  let report: {
    error?: { code?: string; summary?: string };
    invalid?: Package[];
    missing?: Package[];
  };
  try {
    report = JSON.parse(json);
  } catch {
    return unknown('npm printed no report');
  }
  const { error, invalid, missing } = report;
  if (error) return unknown(error.summary || error.code || 'npm failed');
  if (!Array.isArray(invalid) || !Array.isArray(missing)) return unknown('npm printed no report');
  const lines = [
    ...invalid.map(({ name, version }) => `  ${name}@${version}: not what its publisher signed`),
    ...missing.map(({ name, version }) => `  ${name}@${version}: no signature`),
  ];
  if (lines.length === 0)
    return { code: 0, text: 'all packages have the signature of the registry' };
  return { code: 1, text: ['without a valid signature:', ...lines].join('\n') };
}
