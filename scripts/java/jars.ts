import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installMarker } from '../lib/install-marker.ts';
import { run } from '../python/virtual-environment.ts';

const list = fileURLToPath(new URL('pdf.xml', import.meta.url));
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
 * @throws {UserError} without Maven, or when the download fails.
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
  await marker.set();
}
