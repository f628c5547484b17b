import schema from '@jsonresume/schema/schema.json' with { type: 'json' };
import { Ajv } from 'ajv';
import type { Resume } from '../resume/resume.ts';

const ajv = new Ajv({ strict: false, validateFormats: false, removeAdditional: 'all' });
const removeUnknown = ajv.compile(schema);

/**
 * The JSON Resume that the PDF contains as a file, for programs that import resumes. It has only the
 * properties of the schema and the language, since the PDF shows nothing else.
 * @param resume what the PDF may show: for the site, the published part.
 */
export function attachment(resume: Resume): string {
  const copy = structuredClone(resume);
  removeUnknown(copy);
  const { language } = resume.meta ?? {};
  if (language) copy.meta = { ...copy.meta, language };
  return `${JSON.stringify(copy, null, 2)}\n`;
}
