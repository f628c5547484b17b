import { cp, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sample from '@jsonresume/schema/sample.resume.json' with { type: 'json' };
import { buildSite } from '../../site/build.ts';

export interface PageWeight {
  /** Files that a browser loads to show the page for the first time, itself included. */
  files: number;
  /** Total of these files as sent, compressed. */
  pageBytes: number;
  pdfBytes: number;
  /** Total of all files in the bucket. */
  storedBytes: number;
}

/**
 * Weighs the site built from JSON Resume's sample: your own resume must not change the documentation.
 */
export async function weighPage(): Promise<PageWeight> {
  const folder = await mkdtemp(join(tmpdir(), 'cost-'));
  try {
    const [source, target] = [join(folder, 'public'), join(folder, 'site')];
    await cp('public', source, { recursive: true });
    await writeFile(join(source, 'resume.json'), JSON.stringify(sample));
    await buildSite({ source, target });
    return await weigh(target);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function weigh(site: string): Promise<PageWeight> {
  const weight = { files: 0, pageBytes: 0, pdfBytes: 0, storedBytes: 0 };
  const files = await readdir(site, { recursive: true, withFileTypes: true });
  for (const { name, parentPath } of files.filter((file) => file.isFile())) {
    // CloudFront compresses; the bucket contains only the originals.
    if (/\.(br|gz)$/.test(name)) continue;
    const path = join(parentPath, name);
    const { size } = await stat(path);
    weight.storedBytes += size;
    if (name.endsWith('.pdf')) weight.pdfBytes = size;
    if (name !== 'index.html' && !parentPath.endsWith('assets')) continue;
    weight.files += 1;
    weight.pageBytes += await stat(`${path}.gz`).then(
      (zipped) => zipped.size,
      () => size,
    );
  }
  return weight;
}
