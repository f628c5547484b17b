import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { neverConnected } from '../retry.ts';

type StoredItem = Record<string, unknown>;

/** A condition of the write does not hold: this attempt wrote nothing. */
export class ConditionFailed extends Error {
  /** The stored item, if the write asked for it (`ReturnValuesOnConditionCheckFailure`). */
  readonly item: StoredItem;
  /** Which actions of a transaction failed, by their position. */
  readonly actions: number[];
  /** Whether an earlier attempt, whose answer was lost, may have written the item. */
  readonly mayHaveApplied: boolean;

  constructor({ item, actions }: FailedCondition, mayHaveApplied: boolean) {
    super('A condition of the write does not hold');
    this.name = 'ConditionFailed';
    this.item = item;
    this.actions = actions;
    this.mayHaveApplied = mayHaveApplied;
  }
}

/** A write that failed, and that was not sent again because it is not wanted any more. */
export class Unwanted extends Error {
  /** Whether an attempt whose answer was lost may have been applied. */
  readonly mayHaveApplied: boolean;

  constructor(mayHaveApplied: boolean, cause: unknown) {
    super('The write is not wanted any more', { cause });
    this.name = 'Unwanted';
    this.mayHaveApplied = mayHaveApplied;
  }
}

type FailedCondition = Pick<ConditionFailed, 'item' | 'actions'>;

/**
 * What failed a condition: its `item` is empty if it is unknown. Undefined if `error` is about something
 * else, such as capacity or a conflict between transactions.
 */
export function failedCondition(error: unknown): FailedCondition | undefined {
  if (error instanceof ConditionalCheckFailedException) {
    return { item: unmarshall(error.Item ?? {}), actions: [] };
  }
  if (!(error instanceof TransactionCanceledException)) return undefined;
  const actions = (error.CancellationReasons ?? []).flatMap(({ Code }, i) =>
    Code === 'ConditionalCheckFailed' ? [i] : [],
  );
  return actions.length > 0 ? { item: {}, actions } : undefined;
}

const throttled = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'Throttling',
]);

/** Whether DynamoDB rejected a request because its table or partition is too busy. */
export function isThrottled(error: unknown): boolean {
  return error instanceof Error && throttled.has(error.name);
}

/**
 * Whether a write that failed with `error` was certainly not applied: DynamoDB throttled it, or no
 * connection was established. After a lost answer, a reset, a 5xx or a timeout, the write may have been.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export function notApplied(error: unknown): boolean {
  return isThrottled(error) || neverConnected(error);
}

/** Errors about the moment, although their status is 400. */
const transient = new Set([
  ...throttled,
  'LimitExceededException',
  'RequestTimeout',
  'TransactionConflictException',
  'TransactionInProgressException',
]);

/**
 * Whether the same request would fail again: it is not valid or not allowed, or its table does not exist.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export function isPermanent(error: unknown): boolean {
  if (error instanceof TransactionCanceledException) {
    const codes = error.CancellationReasons?.map(({ Code }) => Code) ?? [];
    return codes.includes('ValidationError') || codes.includes('ItemCollectionSizeLimitExceeded');
  }
  if (!(error instanceof DynamoDBServiceException)) return false;
  const { httpStatusCode = 0 } = error.$metadata;
  return httpStatusCode >= 400 && httpStatusCode < 500 && !transient.has(error.name);
}
