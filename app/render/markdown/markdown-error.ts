/** The text cannot be rendered; the message says why, for the owner, and contains nothing of the text. */
export class MarkdownError extends Error {}
