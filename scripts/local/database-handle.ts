/** A DynamoDB that a script uses, and may have started. */
export interface Database {
  endpoint: string;
  /** Which DynamoDB this is, as printed at the terminal. */
  description: string;
  /** The process of the database, which the next run ends if this one is killed. */
  pid?: number;
  stop(): Promise<void>;
}
