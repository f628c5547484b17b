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

const retryAfterSeconds = 10;

/** The error of the app for an error of the pool. `own` has those that only one command gives. */
export function toAppError(error: unknown, own: Record<string, BadRequest> = {}): Error {
  if (!(error instanceof Error)) return new Unavailable('Sign-in', error);
  const { name } = error;
  if (own[name]) return own[name];
  if (refused.has(name)) return new Unauthorized('Sign-in was refused');
  if (throttled.has(name)) return new TooManyRequests(retryAfterSeconds);
  // The message may quote what was sent or answered, and would be logged.
  const { code } = error as NodeJS.ErrnoException;
  // A DOMException's is a number: https://developer.mozilla.org/en-US/docs/Web/API/DOMException/code
  return new Unavailable('Sign-in', new Error(typeof code === 'string' ? code : name));
}
