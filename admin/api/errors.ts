/** What the API says about one value of a request. */
export interface Detail {
  /** Such as `body.title`. */
  path: string;
  message: string;
}

/** The API answered with an error. `message` is for the owner. */
export class ApiError extends Error {
  readonly status: number;
  /** Absent if the answer came from something before the app. */
  readonly code: string | undefined;
  readonly details: Detail[];
  /** When to try again, if the API said so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, body: unknown, retryAfter: string | null) {
    const { code, message, details } = isObject(body) ? body : {};
    super(typeof message === 'string' ? message : `The server answered with status ${status}.`);
    this.status = status;
    this.code = typeof code === 'string' ? code : undefined;
    this.details = Array.isArray(details) ? details.filter(isDetail) : [];
    const seconds = Number(retryAfter ?? Number.NaN);
    this.retryAfterSeconds = Number.isFinite(seconds) ? seconds : undefined;
  }
}

/** No answer, or none that is complete: nobody knows whether the API did what was asked. */
export class NoAnswer extends Error {}

/** The owner signed out while a request waited for a sign-in. */
export class SignedOut extends Error {}

/** What went wrong, in words for the owner. */
export function messageOf(error: unknown): string {
  if (error instanceof ApiError && error.status === 429) {
    return `Too many requests. Try again ${error.retryAfterSeconds ? `in ${inWords(error.retryAfterSeconds)}` : 'later'}.`;
  }
  if (error instanceof ApiError && error.status >= 500)
    return `The server cannot do this now (status ${error.status}). Try again in a moment.`;
  return error instanceof Error ? error.message : String(error);
}

function inWords(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isDetail(value: unknown): value is Detail {
  return isObject(value) && typeof value.path === 'string' && typeof value.message === 'string';
}
