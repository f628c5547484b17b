import { badge } from '../../app/features/count/badge.ts';
import { functionLogBytes } from './log-lines.ts';
import { weighPage } from './page-weight.ts';

export interface Measured {
  /** Files that a browser loads to show the page for the first time. */
  files: number;
  pageBytes: number;
  pdfBytes: number;
  storedBytes: number;
  badgeBytes: number;
  functionLogBytes: number;
}

/** Rounded up, so that small changes to a page or a log line do not change the bill. */
export async function measure(): Promise<Measured> {
  const { files, pageBytes, pdfBytes, storedBytes } = await weighPage();
  return {
    files,
    pageBytes: roundUp(pageBytes, 10_000),
    pdfBytes: roundUp(pdfBytes, 10_000),
    storedBytes: roundUp(storedBytes, 100_000),
    badgeBytes: roundUp(badge(1_000_000).length, 1000),
    functionLogBytes: roundUp(await functionLogBytes(), 100),
  };
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}
