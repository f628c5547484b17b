/** What is wrong with a file, without its name. */
export class Problem extends Error {
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}

/** `content/posts/hello.md:3: title is required`. Also for what is only worth knowing. */
export function located(
  path: string,
  { message, line }: { message: string; line?: number | undefined },
): string {
  return `${path}${line === undefined ? '' : `:${line}`}: ${message}`;
}

/** Adds the line to a problem that has none. */
export function at<T>(line: number | undefined, what: () => T): T {
  try {
    return what();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.message, error.line ?? line);
  }
}
