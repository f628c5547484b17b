import schema from '@jsonresume/schema/schema.json' with { type: 'json' };
import fc from 'fast-check';
import type { Resume } from '../../site/resume/resume.ts';

interface Schema {
  type?: string;
  format?: string;
  $ref?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
}

/** Fields that the page does not show as they are; street and postal code are private. */
const notShown = new Set(['$schema', 'meta', 'image', 'countryCode', 'address', 'postalCode']);

const dates = ['2017', '2018-04', '2018-04-30', '2019-01-01', '2021'];

function anyValue({ type, format, $ref, properties, items }: Schema): fc.Arbitrary<unknown> {
  if ($ref) return fc.constantFrom(...dates);
  if (format === 'uri') return fc.constant('https://link?x.example/a');
  if (format === 'email') return fc.constant('mail?x@mail.example');
  if (type === 'array') return fc.array(anyValue(items ?? {}), { maxLength: 3 });
  if (type !== 'object') return fc.constantFrom('text?x', 'text?x\nline?x\n\npart?x');
  const fields = Object.entries(properties ?? {}).filter(([name]) => !notShown.has(name));
  return fc.record(Object.fromEntries(fields.map(([name, field]) => [name, anyValue(field)])), {
    requiredKeys: [],
  });
}

/** Replaces each question mark by a number of its own. */
function numbered(resume: unknown): string {
  let count = 0;
  return JSON.stringify(resume).replace(/\?/g, () => `${count++}`);
}

/** A resume whose ends do not precede their starts, and which has several positions at one company. */
function plausible(value: unknown): Resume {
  const resume = structuredClone(value) as Resume;
  const { work = [], volunteer = [], education = [], projects = [] } = resume;
  for (const entry of [...work, ...volunteer, ...education, ...projects]) {
    const { startDate: start = '', endDate: end = '' } = entry;
    if (end && start.slice(0, end.length) > end) entry.endDate = start;
  }
  for (const [i, job] of work.entries()) if (i % 3 > 0) job.name = 'Company';
  return { ...resume, basics: { ...resume.basics, name: 'name?x' } };
}

/**
 * Any resume of the schema, as JSON. Each word and each link is there once, and ends with a number and
 * an x.
 */
export const anyResume: fc.Arbitrary<string> = anyValue({ ...schema, type: 'object' } as Schema)
  .map(plausible)
  .map(numbered);

/** The words and links of a resume from `anyResume`. */
export function markersIn(source: string): string[] {
  return source.match(/(text|line|part|link|mail|name|unlikely)\d+x/g) ?? [];
}
