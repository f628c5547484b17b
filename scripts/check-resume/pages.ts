import { readFile } from 'node:fs/promises';
import { getDocumentProxy } from 'unpdf';

/** A last page with at most so many lines looks like a mistake. */
const fewLines = 6;

/** How many pages a PDF has, and a warning when the last one is nearly empty. */
export async function pagesOf(
  pdf: string,
  name: string,
): Promise<{ count: number; warning?: string }> {
  const document = await getDocumentProxy(new Uint8Array(await readFile(pdf)));
  const count = document.numPages;
  const { items } = await (await document.getPage(count)).getTextContent();
  await document.cleanup();
  const baselines = new Set<number>();
  for (const item of items) {
    if (!('str' in item) || !item.str.trim()) continue;
    // The footer.
    if (item.str.includes(`${count}/${count}`) || item.str.trim() === `${name} ·`) continue;
    baselines.add(Math.round(item.transform[5]));
  }
  if (count === 1 || baselines.size > fewLines) return { count };
  const lines = baselines.size === 1 ? '1 line' : `${baselines.size} lines`;
  return { count, warning: `Page ${count} has only ${lines}: shorten the resume by these.` };
}
