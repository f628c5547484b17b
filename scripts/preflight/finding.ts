export interface Finding {
  /** A deploy would fail, or do harm. */
  stops: boolean;
  /** What is wrong and what to do, in one line. */
  message: string;
  /** Parameters with which a deploy does not run into it. */
  parameters?: Record<string, string>;
}

export const stop = (message: string): Finding => ({ stops: true, message });
export const note = (message: string): Finding => ({ stops: false, message });

export const lineOf = ({ stops, message }: Finding) => `${stops ? 'Stops' : 'Note'}: ${message}`;

/** Where AWS refuses a question or does not answer it, the deploy may still succeed: that stops nothing. */
export async function checked(what: string, check: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await check();
  } catch (error) {
    if (!isFromAws(error)) throw error;
    return [note(`Not checked: ${what}. AWS says: ${oneLine(error)}`)];
  }
}

/** An error of a call to AWS, also when there was no answer. */
function isFromAws(error: unknown): error is Error {
  return error instanceof Error && '$metadata' in error;
}

export function oneLine({ name, message }: Error): string {
  return (message || name).replace(/\s+/g, ' ').trim();
}
