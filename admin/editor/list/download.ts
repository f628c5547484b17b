import type { Copy } from './copy-of.ts';

/** Has the browser save a file. */
export function download({ name, type, text }: Copy): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
