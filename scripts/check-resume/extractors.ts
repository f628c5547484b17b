import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { extractText, getDocumentProxy } from 'unpdf';
import { hasJars, jar } from '../java/jars.ts';
import { hasPythonTools, pythonTools } from '../python/virtual-environment.ts';

const execute = promisify(execFile);

export interface Extractor {
  name: string;
  /** What it needs and this machine lacks, in words. */
  missing: () => Promise<string | undefined>;
  /** The text of a PDF with its lines. */
  extract: (pdf: string) => Promise<string>;
}

/** Programs that read text from a PDF: most of them are what other programs, also for applicants, use. */
export const extractors: Extractor[] = [
  { name: 'pdf.js', missing: async () => undefined, extract: pdfJs },
  poppler('pdftotext', []),
  poppler('pdftotext -layout', ['-layout']),
  python('pdfminer.six'),
  python('pypdf'),
  pdfBox('PDFBox', []),
  pdfBox('PDFBox -sort', ['-sort']),
];

async function pdfJs(pdf: string): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(await readFile(pdf)));
  const { text } = await extractText(document, { mergePages: false });
  await document.cleanup();
  return text.join('\n');
}

function poppler(name: string, options: string[]): Extractor {
  return {
    name,
    missing: () => unlessRuns('pdftotext', ['-v'], 'poppler (Debian: apt install poppler-utils)'),
    extract: (pdf) => run('pdftotext', [...options, '-enc', 'UTF-8', pdf, '-']),
  };
}

function python(name: string): Extractor {
  const script = fileURLToPath(new URL('../python/pdf-text.py', import.meta.url));
  return {
    name,
    missing: async () =>
      (await hasPythonTools('pdf')) ? undefined : 'Python packages that npm run test:pdf installs',
    extract: async (pdf) => run(join(await pythonTools('pdf'), 'python'), [script, name, pdf]),
  };
}

function pdfBox(name: string, options: string[]): Extractor {
  return {
    name,
    missing: async () =>
      (await hasJars())
        ? unlessRuns('java', ['-version'], 'Java 17')
        : 'a jar that npm run test:pdf downloads',
    extract: async (pdf) => {
      const args = ['-jar', await jar('pdfbox-app'), 'export:text', '-i', pdf, '-console'];
      const text = await run('java', [
        '-Dfile.encoding=UTF-8',
        '-Dstdout.encoding=UTF-8',
        ...args,
        ...options,
      ]);
      return text.replace(/^The encoding parameter is ignored.*\n/, '');
    },
  };
}

async function unlessRuns(command: string, args: string[], needed: string) {
  return execute(command, args).then(
    () => undefined,
    () => needed,
  );
}

async function run(command: string, args: string[]): Promise<string> {
  const { stdout } = await execute(command, args, { maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
