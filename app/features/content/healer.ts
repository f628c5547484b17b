import type { Stored } from './items.ts';
import type { ContentRepository } from './repository.ts';
import type { Kind } from './service.ts';
import { type HtmlMaker, unpack } from './stored-html.ts';

interface Healed {
  item: Stored;
  html: string;
}

/**
 * Returns an item with HTML that the present renderer made of its text, and writes it back unless another
 * reader was first. Readers of one process that wait for the same item share one rendering. Cost: two read
 * units per started 4 KB of text and of compressed HTML, and a write unit per started KB of the latter.
 */
export function healer(repository: ContentRepository, maker: HtmlMaker) {
  const running = new Map<string, Promise<Healed | undefined>>();

  async function heal(kind: Kind, id: string): Promise<Healed | undefined> {
    const found = await repository.read(kind, id, ['text', 'html'], { consistent: true });
    if (!found?.html || found.text === undefined) return undefined;
    const { item, text, html: old } = found;
    if (await maker.isCurrent(old)) return { item, html: await unpack(old) };
    const html = await maker.makeAgain(text);
    // Readers get their page also when the table takes no writes.
    await repository.replaceHtml(item, old, html).catch(() => false);
    return { item, html: await unpack(html) };
  }

  return function healed(kind: Kind, id: string): Promise<Healed | undefined> {
    const started = running.get(id) ?? heal(kind, id).finally(() => running.delete(id));
    running.set(id, started);
    return started;
  };
}
