import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import { html } from 'ghtml';
import { NotValid } from '../../errors.ts';
import { MarkdownError, type Rendered } from '../../render/markdown/contract.ts';
import type { StoredHtml } from './repository.ts';

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);

/** Compresses a long post in some 10 ms to within a few percent of the best. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 6 };

/** An item of DynamoDB has at most 400 KB. */
const maxBytes = 380_000;

export interface Renderer {
  version: number;
  /** Loads the renderer when it is first called. @throws {MarkdownError} */
  render(markdown: string, language: string): Promise<Rendered>;
}

type NewHtml = Omit<Rendered, 'html'> & { stored: StoredHtml };

export type HtmlMaker = ReturnType<typeof htmlMaker>;

/** HTML as the table has it: compressed, with the name of the renderer that made it. */
export function htmlMaker(renderer: Renderer, siteLanguage: () => Promise<string | undefined>) {
  const nameFor = (language: string) => `${renderer.version}-${language}`;
  const language = async () => (await siteLanguage()) ?? 'en';

  async function pack(html: string, language: string): Promise<StoredHtml> {
    return { compressed: await compress(html, { params }), renderer: nameFor(language) };
  }

  async function make(text: string, path: string, language: string): Promise<NewHtml> {
    const { html, ...rest } = await renderer.render(text, language).catch((error) => {
      throw new NotValid(path, problemOf(error));
    });
    const stored = await pack(html, language);
    if (stored.compressed.length > maxBytes) throw new NotValid(path, 'renders to too much HTML');
    return { ...rest, stored };
  }

  return {
    async isCurrent(stored: StoredHtml): Promise<boolean> {
      const ofSite = await siteLanguage();
      // While the language is not known, a text stays as it is.
      return ofSite === undefined
        ? stored.renderer.startsWith(nameFor(''))
        : stored.renderer === nameFor(ofSite);
    },

    /** @throws {NotValid} about `path`, whatever the renderer throws */
    async make(text: string, path: string): Promise<NewHtml> {
      return make(text, path, await language());
    },

    /** Of a text that was rendered before. If this version of the renderer refuses it, as plain text. */
    async makeAgain(text: string): Promise<StoredHtml> {
      const ofSite = await language();
      try {
        return (await make(text, '', ofSite)).stored;
      } catch {
        return pack(html`<pre>${text}</pre>`, ofSite);
      }
    },
  };
}

export async function unpack({ compressed }: StoredHtml): Promise<string> {
  return (await decompress(compressed)).toString();
}

function problemOf(error: unknown): string {
  return error instanceof MarkdownError ? error.message : 'cannot be rendered';
}
