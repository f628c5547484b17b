import { readdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { brotliCompressSync, constants } from 'node:zlib';
import { MarkdownError } from '../app/render/markdown/contract.ts';
import { renderMarkdown } from '../app/render/markdown/render.ts';
import { count, table } from '../scripts/cost/format.ts';
import { hostile } from '../test/support/hostile-markdown.ts';

// Writes docs/markdown-cost.md: what texts of 100,000 characters cost that are hard for parsers, beside an ordinary
// one in the same run.
const rounds = 5;
const posts = 'scripts/seed/posts';
const maxLength = 100_000;
/** Of quality 6, as the table has it. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 6 };

interface Found {
  /** CPU, in milliseconds: the least of all rounds. */
  ms: number;
  outcome: string;
}

const texts = { 'an ordinary text': await ordinary(), ...hostile };
const found = new Map<string, Found>();
// Round by round, so that other load on the machine affects all texts alike.
for (let round = 1; round <= rounds; round++) {
  for (const [name, text] of Object.entries(texts)) {
    const { ms, outcome } = measure(text);
    found.set(name, { outcome, ms: Math.min(ms, found.get(name)?.ms ?? Infinity) });
  }
}
await writeFile('docs/markdown-cost.md', page());
console.log('docs/markdown-cost.md is written');

async function ordinary(): Promise<string> {
  const names = await readdir(posts);
  const all = await Promise.all(names.map((name) => readFile(`${posts}/${name}`, 'utf8')));
  const text = all.map((file) => file.replace(/^---\n.*?\n---\n/s, '')).join('\n\n');
  return `${text}\n\n`.repeat(Math.ceil(maxLength / text.length)).slice(0, maxLength);
}

function measure(text: string): Found {
  const before = process.cpuUsage();
  const outcome = outcomeOf(() => renderMarkdown(text, 'en').html);
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  if (!Buffer.isBuffer(outcome)) return { ms, outcome };
  const stored = brotliCompressSync(outcome, { params }).length;
  return {
    ms,
    outcome: `${count(outcome.length / 1000)} kB, stored in ${count(stored / 1000)} kB`,
  };
}

function outcomeOf(render: () => string): Buffer | string {
  try {
    return Buffer.from(render());
  } catch (error) {
    if (!(error instanceof MarkdownError)) throw error;
    return `refused: ${error.message}`;
  }
}

function page(): string {
  const [[, usual] = ['', { ms: 1, outcome: '' }], ...others] = found;
  const sorted = others.sort(([, a], [, b]) => b.ms - a.ms);
  const slowest = Math.max(...sorted.map(([, { ms }]) => ms));
  const rows = sorted.map(([name, { ms, outcome }]) => [name, `${count(ms / usual.ms)}×`, outcome]);
  return `# What hostile Markdown costs

Written by \`npm run bench:markdown\`. Each text has about ${count(maxLength)} characters, as many as a post may have, and is
one that is slow in one parser of Markdown or another. The ordinary text, of the sample posts, took ${Math.round(usual.ms)} ms of CPU;
the slowest of the others ${Math.round(slowest)} ms. Node.js ${process.version}, ${cpus()[0]?.model.trim()}; the least of ${rounds} rounds in one process.
The function has about 0.3 of a core.

Texts are rendered when they are saved, and only the owner can save one: so this is no way for others to keep the
function busy. \`test/render/markdown/hostile.test.ts\` fails if one of them does not end.

${table(['Text', 'CPU, ordinary = 1×', 'HTML'], ['---', '--:', '---'], rows)}
`;
}
