import type { Env } from 'markdown-it';
import type { MarkdownLabels } from './labels.ts';

/** What the rules know of the text that is being rendered. */
export interface Text {
  labels: MarkdownLabels;
  /** The names of the own images found so far. */
  media: Set<string>;
  /** Characters of code highlighted so far. */
  highlighted: number;
}

/** The parser hands its environment to every rule. */
export function environment(text: Text): Env {
  return { text };
}

export function textOf(env: Env | undefined): Text {
  return env?.text as Text;
}
