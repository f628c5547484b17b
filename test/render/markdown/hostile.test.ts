import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { test } from 'tap';
import { hostile } from '../../support/hostile-markdown.ts';
import { bundleRenderer } from '../../support/renderer-bundle.ts';

/** Far more than any of them needs, on any machine: the test fails for what does not end. */
const limitMs = 60_000;

const source = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData.renderer).then(({ renderMarkdown }) => {
    try {
      parentPort.postMessage(renderMarkdown(workerData.markdown, 'en').html.length);
    } catch (error) {
      parentPort.postMessage(error.constructor.name + ': ' + error.message);
    }
  });
`;

test('hostile texts of 100,000 characters end, with HTML or with a reason', async (t) => {
  const renderer = new URL('../../../app/render/markdown/render.ts', import.meta.url).href;
  t.ok(Object.keys(hostile).length >= 57, `${Object.keys(hostile).length} texts`);
  for (const [name, markdown] of Object.entries(hostile)) {
    const worker = new Worker(source, { eval: true, workerData: { renderer, markdown } });
    const signal = AbortSignal.timeout(limitMs);
    const [answer] = await once(worker, 'message', { signal }).finally(() => worker.terminate());
    const isRefused = /^MarkdownError: (renders to more|cannot be rendered)/.test(`${answer}`);
    t.ok(isRefused || answer <= 1_000_000, `${name}: ${answer}`);
  }
});

test('the renderer has at most 200 kB, and needs nothing of Node', async (t) => {
  const { outputFiles, metafile } = await bundleRenderer({ format: 'esm' });
  const [file] = outputFiles;
  t.ok(file && file.contents.length <= 200_000, `${file?.contents.length}`);
  t.notOk(Object.keys(metafile.inputs).some((path) => path.startsWith('node:')));
});
