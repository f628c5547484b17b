/** Who sends the digest of a week. All methods throw `Unavailable` when the table fails. */
export interface DigestMarks {
  /**
   * Claims the digest for a minute: of concurrent callers, one gets it. `repeated`: an earlier one claimed it, and may
   * have sent it. Cost: a write unit; a read unit more if it is not free.
   */
  claim(week: string, signal: AbortSignal): Promise<'first' | 'repeated' | 'sent' | 'busy'>;
  /** After a mail that was certainly not sent. Cost: a write unit. */
  release(week: string, signal: AbortSignal): Promise<void>;
  /** Cost: a write unit. */
  sent(week: string, signal: AbortSignal): Promise<void>;
}
