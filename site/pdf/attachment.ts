import schema from '@jsonresume/schema/schema.json' with { type: 'json' };
import { Ajv } from 'ajv';
import type { Resume } from '../resume/resume.ts';

const ajv = new Ajv({ strict: false, validateFormats: false, removeAdditional: 'all' });
const removeUnknown = ajv.compile(schema);

/**
 * The JSON Resume that the PDF contains as a file, for programs that import resumes. It has only the
 * properties of the schema, since nothing else is published, and neither street nor postal code.
 */
export function attachment(resume: Resume): string {
  const copy = structuredClone(resume);
  removeUnknown(copy);
  const { language } = resume.meta ?? {};
  if (language) copy.meta = { ...copy.meta, language };
  delete copy.basics?.location?.address;
  delete copy.basics?.location?.postalCode;
  return `${JSON.stringify(copy, null, 2)}\n`;
}
