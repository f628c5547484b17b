/** Changes with the renderer's output: stored HTML of another version is rendered again when it is read. */
export const rendererVersion = 1;

export interface Rendered {
  html: string;
  /** The names of the own images that it shows: `0123456789abcdef-640x480.webp`. */
  media: string[];
  /** Words of the text, without code. In scripts without spaces, as the runtime's ICU divides them. */
  words: number;
}

/** The text cannot be rendered; the message says why, for the owner, and contains nothing of the text. */
export class MarkdownError extends Error {}
