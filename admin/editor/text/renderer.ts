import { trusted } from '../../trusted-types.ts';
import type { Answer, Question } from './rendering.ts';

/** Longer texts are rendered beside the page: they take more than a frame. */
const maxInPage = 20_000;

let worker: Worker | undefined;
let latest = 0;

/** Renders a text as the pages do. A later call makes an earlier one's answer `undefined`. */
export async function render(text: string, language: string): Promise<Answer | undefined> {
  const id = ++latest;
  const { answer, ownUrl } = await import('./rendering.ts');
  if (id !== latest) return undefined;
  if (text.length <= maxInPage) return answer({ text, language });
  worker ??= new Worker(trusted.createScriptURL(ownUrl), { type: 'module' });
  return inWorker(worker, { id, text, language });
}

function inWorker(worker: Worker, question: Question): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    const listeners = new AbortController();
    const { signal } = listeners;
    worker.addEventListener(
      'message',
      ({ data }: MessageEvent<{ id: number; answer: Answer }>) => {
        if (data.id !== question.id) return;
        listeners.abort();
        resolve(question.id === latest ? data.answer : undefined);
      },
      { signal },
    );
    worker.addEventListener(
      'error',
      () => {
        listeners.abort();
        reject(new Error('The preview stopped.'));
      },
      { signal },
    );
    worker.postMessage(question);
  });
}
