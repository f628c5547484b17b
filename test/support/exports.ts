import type { contentApi } from './content-api.ts';

type Owner = Awaited<ReturnType<typeof contentApi>>['asOwner'];

export interface Exported {
  format: string;
  formatVersion: number;
  // biome-ignore lint/suspicious/noExplicitAny: documents as JSON
  [part: string]: any;
}

/** All pages of the export. */
export async function exportPages(asOwner: Owner): Promise<Exported[]> {
  const pages: Exported[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await asOwner('GET', `/v1/export${cursor && `?cursor=${cursor}`}`);
    pages.push(body);
    cursor = body.nextCursor;
  }
  return pages;
}

export function aDay(date: string, visitors = 3) {
  return {
    date,
    visitors,
    uncounted: { duplicate: 2, bot: 1 },
    paths: { '/': visitors },
    referrers: { none: visitors },
    countries: { DE: visitors },
    devices: { desktop: visitors },
    goals: { pdf: 1 },
  };
}

export const head = { format: 'cloud-resume', formatVersion: 1 };
