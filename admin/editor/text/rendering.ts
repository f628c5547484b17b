import { MarkdownError, type Rendered } from '../../../app/render/markdown/contract.ts';
import { renderMarkdown } from '../../../app/render/markdown/render.ts';

// This file is loaded twice: by the page, for most texts, and as a worker, for long ones.

export type Answer = { rendered: Rendered } | { problem: string };

export interface Question {
  id: number;
  text: string;
  language: string;
}

export const ownUrl = import.meta.url;

/** The HTML of the pages, byte for byte, or why there is none. */
export function answer({ text, language }: Omit<Question, 'id'>): Answer {
  try {
    return { rendered: renderMarkdown(text, language) };
  } catch (error) {
    if (error instanceof MarkdownError) return { problem: error.message };
    throw error;
  }
}

if (typeof document === 'undefined') {
  const post = (message: { id: number; answer: Answer }) => self.postMessage(message);
  self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
    post({ id: data.id, answer: answer(data) });
  });
}
