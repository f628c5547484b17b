/**
 * A service that we depend on did not answer as it should. The HTTP layer makes a 503 of it.
 * `cause` is for the log and never reaches a client.
 */
export class Unavailable extends Error {
  readonly retryAfterSeconds = 2;

  constructor(what: string, cause: unknown) {
    super(`${what} is not available`, { cause });
    this.name = 'Unavailable';
  }
}
