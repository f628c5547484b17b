import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMarker } from '../lib/install-marker.ts';
import { UserError } from '../lib/user-error.ts';
import { run } from '../python/virtual-environment.ts';

const list = fileURLToPath(new URL('pdf.xml', import.meta.url));
/** Written by `sha256sum`. */
const hashes = fileURLToPath(new URL('pdf.sha256', import.meta.url));
const folder = fileURLToPath(new URL('../../.venv/java', import.meta.url));
const marker = installMarker(folder, list);

/** Whether `installJars` would download nothing. */
export function hasJars(): Promise<boolean> {
  return marker.isCurrent();
}

/** The path of a jar such as `pdfbox-app-3.0.6.jar` by its artifact. */
export async function jar(artifact: string): Promise<string> {
  const pattern = new RegExp(`<artifactId>${artifact}</artifactId>\\s*<version>(.+)</version>`);
  const [, version] = pattern.exec(await readFile(list, 'utf8')) ?? [];
  return join(folder, `${artifact}-${version}.jar`);
}

/**
 * Downloads the jars of `pdf.xml` from Maven Central into `.venv/java`: 23 MB, less than a minute.
 * @throws {UserError} without Maven, when the download fails, or a jar is not the one in `pdf.sha256`.
 */
export async function installJars(): Promise<void> {
  if (await hasJars()) return;
  console.log('Downloading PDFBox and veraPDF from Maven Central into .venv/java …');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await run(
    'mvn',
    [
      ...['--quiet', '--batch-mode', '--file', list, 'dependency:copy-dependencies'],
      ...['-DexcludeTransitive=true', `-DoutputDirectory=${folder}`],
    ],
    'This needs Java 17, and Maven (Debian: apt install maven) with access to Maven Central.',
  );
  await verify(folder, await readFile(hashes, 'utf8'));
  await marker.set();
}

/** @throws {UserError} when a file is not the one in a list that `sha256sum` wrote. */
export async function verify(folder: string, list: string): Promise<void> {
  for (const line of list.trim().split('\n')) {
    const [hash, file = ''] = line.split(/ +/);
    const bytes = await readFile(join(folder, file)).catch(() => {
      throw new UserError(`Maven downloaded no ${file}.`);
    });
    if (createHash('sha256').update(bytes).digest('hex') === hash) continue;
    throw new UserError(
      `${file} from Maven Central is not the file that scripts/java/pdf.sha256 names.`,
    );
  }
}
