export interface ErrorDetail {
  /** `body.content`, `querystring.cursor`. */
  path: string;
  message: string;
}

/** An error for the client: the HTTP layer sends its `statusCode`, `code` and `message`. */
export class AppError extends Error {
  readonly statusCode: number;
  readonly code: string;
  /** Sent as `Retry-After`. */
  readonly retryAfterSeconds?: number;
  /** Which parts of the request are wrong, named as in the answers to bodies that no schema allows. */
  readonly details?: ErrorDetail[];

  constructor(statusCode: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.statusCode = statusCode;
    this.code = code;
  }
}

export class BadRequest extends AppError {
  constructor(code: string, message: string) {
    super(400, code, message);
  }
}

/** One part of the request is wrong. */
export class BadPart extends BadRequest {
  override readonly details: ErrorDetail[];

  constructor(code: string, path: string, problem: string, message = problem) {
    super(code, message);
    this.details = [{ path, message: problem }];
  }
}

/** A part of the request breaks a rule that no schema states. */
export class NotValid extends BadPart {
  constructor(path: string, problem: string) {
    super('NOT_VALID', path, problem, `${path} ${problem}`);
  }
}

/** Not a 401, which would tell a signed-in client that its session has ended. */
export class WrongPassword extends BadPart {
  constructor() {
    super('WRONG_PASSWORD', 'body.password', 'The current password is wrong');
  }
}

/** One message for every reason: naming the reason would only help an attacker. */
export class Unauthorized extends AppError {
  constructor(message = 'Sign in to do this') {
    super(401, 'UNAUTHORIZED', message);
  }
}

/** The token is valid, but its sign-in is too old: https://www.rfc-editor.org/rfc/rfc9470 */
export class SignInAgain extends AppError {
  constructor() {
    super(401, 'SIGN_IN_AGAIN', 'Sign in again to do this: your last sign-in is too old');
  }
}

export class Forbidden extends AppError {
  constructor(code = 'FORBIDDEN', message = 'Only the owner may do this') {
    super(403, code, message);
  }
}

export class NotFound extends AppError {
  constructor(message = 'There is nothing here') {
    super(404, 'NOT_FOUND', message);
  }
}

export class UnsupportedMediaType extends AppError {
  constructor(message: string) {
    super(415, 'UNSUPPORTED_MEDIA_TYPE', message);
  }
}

/** The request contradicts what is stored. */
export class Conflict extends AppError {
  constructor(code: string, message: string) {
    super(409, code, message);
  }
}

/** The client saw another version of the item than the stored one. */
export class PreconditionFailed extends AppError {
  constructor() {
    super(412, 'CHANGED', 'Someone has changed this since you read it. Read it again, then repeat');
  }
}

export class TooManyRequests extends AppError {
  override readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(429, 'TOO_MANY_REQUESTS', 'Too many attempts, please try again later');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The owner or an alarm has paused counting. The app does not log it: a flood would fill the log. */
export class CountingPaused extends AppError {
  override readonly retryAfterSeconds = 300;

  constructor() {
    super(503, 'COUNTING_PAUSED', 'Counting is paused, please try again later');
  }
}

/** A service that the app depends on failed or did not answer. The app only logs `cause`. */
export class Unavailable extends AppError {
  override readonly retryAfterSeconds = 2;
  /** The name of the service, for the log. */
  readonly service: string;

  constructor(service: string, cause: unknown) {
    super(503, 'UNAVAILABLE', 'Not available right now, please try again', { cause });
    this.service = service;
  }
}
