/** The mail service will never accept this mail. */
export class MailRefused extends Error {
  constructor(cause: unknown) {
    super('The mail service refused the mail', { cause });
    this.name = 'MailRefused';
  }
}

/** The mail service did not accept the mail now: too many were sent in this second or day. */
export class MailThrottled extends Error {
  constructor(cause: unknown) {
    super('The mail service accepts no more mails now', { cause });
    this.name = 'MailThrottled';
  }
}
