import type { TransactItems } from '../../aws/dynamo/database.ts';

/** One action of a transaction. */
export type Write = TransactItems[number];
