import { line } from '../../app/render/text.ts';

/** The name of the resume's file in messages. */
export const resumeFile = 'public/resume.json';

/** The mistakes in a resume, one line each: file, line, field, what is expected. */
export class ResumeError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** A mistake in a field: `message` continues a sentence that begins with the name of the field. */
export interface Problem {
  path: string[];
  message: string;
}

/** The first 20 messages, and one that says how many more there are. */
export function firstOf(messages: string[], file: string): string[] {
  const most = 20;
  if (messages.length <= most) return messages;
  return [...messages.slice(0, most), `${file}: ${messages.length - most} more like these.`];
}

/** A value as JSON in one line, shortened. */
export function excerpt(value: unknown): string {
  return shortened(JSON.stringify(value) ?? 'nothing', 60);
}

/** A text from the resume's file in one line, without control characters, shortened. */
export function shortened(text: string, length: number): string {
  const short = line(text.slice(0, length));
  return text.length > length ? `${short}…` : short;
}
