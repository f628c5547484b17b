import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
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
  const named = await loadedBy(join(site, 'index.html'), site);
  const files = await readdir(site, { recursive: true, withFileTypes: true });
  for (const { name, parentPath } of files.filter((file) => file.isFile())) {
    // CloudFront compresses; the bucket contains only the originals.
    if (/\.(br|gz)$/.test(name)) continue;
    const path = join(parentPath, name);
    const { size } = await stat(path);
    weight.storedBytes += size;
    if (name.endsWith('.pdf')) weight.pdfBytes = size;
    const isLoaded = parentPath.endsWith('assets') && named.includes(name);
    if (path !== join(site, 'index.html') && !isLoaded) continue;
    weight.files += 1;
    weight.pageBytes += await stat(`${path}.gz`).then(
      (zipped) => zipped.size,
      () => size,
    );
  }
  return weight;
}

/** The text of a page and of its style, which name what a browser loads. */
async function loadedBy(page: string, site: string): Promise<string> {
  const html = await readFile(page, 'utf8');
  const [, style = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(html) ?? [];
  return html + (await readFile(join(site, style), 'utf8'));
}
