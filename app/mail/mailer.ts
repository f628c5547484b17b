/** Text of any language, without control characters but newlines in `text`. */
export interface Mail {
  /** One line. */
  subject: string;
  text: string;
  /** The same in HTML, without images and scripts. */
  html?: string;
  /** One address, without a name. */
  replyTo?: string;
}

/** Sends mails to the owner, at the address in the configuration, from the site's address. */
export interface Mailer {
  /**
   * One attempt, one round trip. The mail may have been sent if this throws anything but `MailRefused`.
   * @throws {MailRefused} for a mail that will never be accepted, `MailThrottled` if it may be accepted later,
   *   `Unavailable` if the service failed or did not answer before `signal` aborted
   */
  send(mail: Mail, signal: AbortSignal): Promise<void>;
}
