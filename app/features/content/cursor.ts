import { createHash } from 'node:crypto';
import { NotValid } from '../../errors.ts';

const position = /^\d{4}-\d\d-\d\d(T[\d:.]{12}Z)?#c_[\w-]{16}$/;
const sumLength = 8;

/**
 * An opaque cursor for what follows `after` in a list. `scope` says which list it is, with its filters.
 * It stays valid when the item at `after` is deleted.
 */
export function encodeCursor(scope: string, after: string): string {
  return Buffer.from(sum(scope, after) + after).toString('base64url');
}

/** The position in `cursor`. @throws {NotValid} unless `encodeCursor` made it for the same scope. */
export function decodeCursor(scope: string, cursor: string): string {
  const after = Buffer.from(cursor, 'base64url').toString().slice(sumLength);
  if (!position.test(after) || encodeCursor(scope, after) !== cursor) {
    throw new NotValid('querystring.cursor', 'is not a cursor of this list');
  }
  return after;
}

function sum(scope: string, after: string): string {
  return createHash('sha256').update(`${scope} ${after}`).digest('base64url').slice(0, sumLength);
}
