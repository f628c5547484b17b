import type { Counter } from '../resume/counter.ts';
import type { Hosting } from './hosting.ts';

/** What decides which sentences the page has. */
export interface Facts extends Hosting {
  counter: Counter;
}

export interface Part {
  title: string;
  paragraphs: string[];
}

/** The texts of the page in one language. They are plain text. */
export interface Texts {
  /** BCP 47. */
  language: string;
  controller: string;
  /** Below the name, if the resume shows no way to write to its owner. */
  noContact: string;
  parts(facts: Facts): Part[];
}
