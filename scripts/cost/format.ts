export function count(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
}

export function kilobytes(bytes: number): string {
  return `${count(bytes / 1000)} kB`;
}

/** An amount in a table: zero is a dash, and a small amount is `<$0.01`. */
export function usd(amount: number): string {
  if (amount === 0) return '–';
  return amount < 0.005 ? '<$0.01' : `$${cents(amount)}`;
}

/** A difference with its sign; below half a cent, a dash. */
export function change(amount: number): string {
  if (Math.abs(amount) < 0.005) return '–';
  return `${amount < 0 ? '−' : '+'}$${cents(Math.abs(amount))}`;
}

function cents(amount: number): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  return amount.toLocaleString('en-US', digits);
}

/** A table in Markdown. */
export function table(head: string[], align: string[], rows: string[][]): string {
  return [head, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
