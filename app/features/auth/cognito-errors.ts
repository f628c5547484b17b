import { type BadRequest, TooManyRequests, Unauthorized, Unavailable } from '../../errors.ts';

const refused = new Set([
  'CodeMismatchException',
  'ExpiredCodeException',
  'InvalidParameterException',
  'InvalidPasswordException',
  'NotAuthorizedException',
  'PasswordResetRequiredException',
  'UnauthorizedException',
  'UnsupportedTokenTypeException',
  'UserNotConfirmedException',
  'UserNotFoundException',
]);

const throttled = new Set([
  'LimitExceededException',
  'ThrottlingException',
  'TooManyFailedAttemptsException',
  'TooManyRequestsException',
]);

/**
 * Cognito's words while it refuses even the right password of a user:
 * https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html#authentication-failed-sign-in-attempts
 */
const lockedMessage = 'Password attempts exceeded';

export function isLocked(error: unknown): boolean {
  const { name, message } = error as Error;
  return name === 'NotAuthorizedException' && message === lockedMessage;
}

const retryAfterSeconds = 10;

/** The app's error for an error of the user pool. `own` maps the errors that only one command returns. */
export function toAppError(error: unknown, own: Record<string, BadRequest> = {}): Error {
  if (!(error instanceof Error)) return new Unavailable('Sign-in', error);
  const { name } = error;
  if (own[name]) return own[name];
  if (refused.has(name)) return new Unauthorized('Sign-in was refused');
  if (throttled.has(name)) return new TooManyRequests(retryAfterSeconds);
  // The message may quote the request or the answer, and the app would log it.
  const { code } = error as NodeJS.ErrnoException;
  // A DOMException's is a number: https://developer.mozilla.org/en-US/docs/Web/API/DOMException/code
  return new Unavailable('Sign-in', new Error(typeof code === 'string' ? code : name));
}
