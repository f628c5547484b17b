import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  CompileFormatEnum,
  createTypstCompiler,
  createTypstFontBuilder,
  type TypstCompiler,
} from '@myriaddreamin/typst.ts/compiler';
import { loadFonts } from '@myriaddreamin/typst.ts/options.init';
import initWasm from '@myriaddreamin/typst-ts-web-compiler';
import type { Fonts } from './fonts.ts';

const templates = ['resume', 'preview'] as const;
type Template = (typeof templates)[number];

export interface Typst {
  /**
   * Compiles the template to a PDF. The template reads `data` as `data.json`, and the image as `photo`.
   * @throws {Error} with Typst's first error.
   */
  compile(template: Template, data: unknown, photo?: Uint8Array): Promise<Uint8Array>;
  /** Whether one of the fonts has a glyph for the code point. */
  covers(codePoint: number): boolean;
}

let initialized: Promise<unknown> | undefined;
const compilers = new WeakMap<Fonts, Promise<Typst>>();

/**
 * The compiler with the templates and the fonts, loaded once for the same `fonts`. The first one takes half
 * a second and about 250 MB.
 */
export function typst(fonts: Fonts): Promise<Typst> {
  const compiler = compilers.get(fonts) ?? load(fonts);
  compilers.set(fonts, compiler);
  return compiler;
}

async function load({ files }: Fonts): Promise<Typst> {
  const read = (specifier: string) => readFile(fileURLToPath(import.meta.resolve(specifier)));
  // `init` below would load it too, but passes the bytes in a deprecated way that logs a warning.
  initialized ??= read('@myriaddreamin/typst-ts-web-compiler/wasm').then((wasm) =>
    initWasm({ module_or_path: wasm }),
  );
  await initialized;
  const builder = createTypstFontBuilder();
  await builder.init();
  const covered = new Set<number>();
  for (const font of files)
    for (const code of covers(await builder.getFontInfo(font))) covered.add(code);
  const compiler = createTypstCompiler();
  // Without `assets: false` the compiler would download fonts.
  await compiler.init({ beforeBuild: [loadFonts(files, { assets: false })] });
  for (const name of templates) compiler.mapShadow(`/${name}.typ`, await read(`./${name}.typ`));
  return {
    compile: (template, data, photo) => compile(compiler, template, data, photo),
    covers: (code) => covered.has(code),
  };
}

// Nothing awaits between `mapShadow` and the compiler's own synchronous work, so concurrent renders
// cannot mix up their data.
async function compile(
  compiler: TypstCompiler,
  template: Template,
  data: unknown,
  photo: Uint8Array = new Uint8Array(),
): Promise<Uint8Array> {
  compiler.mapShadow('/data.json', new TextEncoder().encode(JSON.stringify(data)));
  compiler.mapShadow('/photo', photo);
  const { result, diagnostics } = await compiler.compile({
    mainFilePath: `/${template}.typ`,
    format: CompileFormatEnum.pdf,
    diagnostics: 'full',
  });
  if (result) return result;
  const problem = diagnostics?.find(({ severity }) => severity === 'error');
  const where = problem ? ` (${problem.path} ${problem.range})` : '';
  throw new Error(`The PDF cannot be set: ${problem?.message ?? 'Typst gives no reason'}${where}.`);
}

/** Typst describes coverage as run lengths of code points, in turn without and with a glyph. */
function* covers(font: { info?: { coverage: number[] }[] }): Generator<number> {
  for (const { coverage } of font.info ?? []) {
    let code = 0;
    for (const [index, length] of coverage.entries()) {
      const end = code + length;
      if (index % 2 === 1) for (let each = code; each < end; each++) yield each;
      code = end;
    }
  }
}
