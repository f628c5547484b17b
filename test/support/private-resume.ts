import { extractText } from 'unpdf';
import type { Resume } from '../../site/resume/resume.ts';
import { resumes } from './resumes.ts';

/** Every property is there, and all that can be private is. */
export const privateResume: Resume = {
  ...resumes.everything,
  meta: {
    language: 'en',
    private: [
      'basics.email',
      'phone',
      'url',
      'summary',
      'profiles',
      'location',
      'references',
      'volunteer',
    ],
  },
};

/** Texts that only the private PDF may have. */
export const privateTexts = [
  'every@thing.example',
  '901820',
  'every.example',
  'Summary, first',
  'network.example',
  'Address 1',
  '10178',
  'Location city',
  'Reference text',
  'Reference name',
  'Volunteer',
];

/** Texts that page and PDF have. */
export const publicTexts = ['Every Thing', 'Work position', 'Skill name'];

/** What a file of the site says: its content and, for a PDF, the text on its pages. */
export async function textOf(name: string, content: Buffer): Promise<string> {
  const bytes = `${content.toString('utf8')}\n${content.toString('latin1')}`;
  if (!name.endsWith('.pdf')) return bytes;
  const { text } = await extractText(new Uint8Array(content), { mergePages: true });
  return `${text}\n${bytes}`;
}
