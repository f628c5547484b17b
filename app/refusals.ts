/** What we say no to. The HTTP layer answers with `statusCode`, `code` and `message`. */
class Refusal extends Error {
  readonly statusCode: number;
  readonly code: string;

  constructor(statusCode: number, code: string, message: string) {
    super(message);
    this.name = new.target.name;
    this.statusCode = statusCode;
    this.code = code;
  }
}

export class BadRequest extends Refusal {
  constructor(code: string, message: string) {
    super(400, code, message);
  }
}

/** One text for every reason: which of them it was helps only those who guess. */
export class Unauthorized extends Refusal {
  constructor(message = 'Sign in to do this') {
    super(401, 'UNAUTHORIZED', message);
  }
}

export class Forbidden extends Refusal {
  constructor() {
    super(403, 'FORBIDDEN', 'Only the owner may do this');
  }
}

export class TooMany extends Refusal {
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(429, 'TOO_MANY_REQUESTS', 'Too many attempts, please try again later');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
