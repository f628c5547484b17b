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

const fontFiles = [
  'source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  'source-serif-4/400Regular_Italic/SourceSerif4_400Regular_Italic.ttf',
  'source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  'amiri/400Regular/Amiri_400Regular.ttf',
  'amiri/700Bold/Amiri_700Bold.ttf',
];

export interface Typst {
  /**
   * Compiles the template to a PDF. The template reads `data` as `data.json`.
   * @throws {Error} with Typst's first error.
   */
  compile(data: unknown): Promise<Uint8Array>;
  /** Whether one of the fonts has a glyph for the code point. */
  covers(codePoint: number): boolean;
}

let loaded: Promise<Typst> | undefined;

/** The compiler with the template and the fonts, loaded once per process: half a second, about 250 MB. */
export function typst(): Promise<Typst> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Typst> {
  const read = async (specifier: string) =>
    new Uint8Array(await readFile(fileURLToPath(import.meta.resolve(specifier))));
  const [wasm, template, ...fonts] = await Promise.all(
    [
      '@myriaddreamin/typst-ts-web-compiler/wasm',
      './resume.typ',
      ...fontFiles.map((path) => `@expo-google-fonts/${path}`),
    ].map(read),
  );
  // `init` below would load it too, but passes the bytes in a deprecated way that logs a warning.
  await initWasm({ module_or_path: wasm });
  const builder = createTypstFontBuilder();
  await builder.init();
  const covered = new Set<number>();
  for (const font of fonts)
    for (const code of covers(await builder.getFontInfo(font))) covered.add(code);
  const compiler = createTypstCompiler();
  // Without `assets: false` the compiler would download fonts.
  await compiler.init({ beforeBuild: [loadFonts(fonts, { assets: false })] });
  compiler.mapShadow('/resume.typ', template ?? new Uint8Array());
  return { compile: (data) => compile(compiler, data), covers: (code) => covered.has(code) };
}

// Nothing awaits between `mapShadow` and the compiler's own synchronous work, so concurrent renders
// cannot mix up their data.
async function compile(compiler: TypstCompiler, data: unknown): Promise<Uint8Array> {
  compiler.mapShadow('/data.json', new TextEncoder().encode(JSON.stringify(data)));
  const { result, diagnostics } = await compiler.compile({
    mainFilePath: '/resume.typ',
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
