/**
 * Headers of which each may have come several times, as Node’s HTTP server gives them with
 * `joinDuplicateHeaders`: nobody can send two of which one is looked at and the other one used.
 */
export function nodeHeaders(headers: Record<string, string[] | undefined>): Record<string, string> {
  const merged = new Map<string, string[]>();
  for (const [name, values = []] of Object.entries(headers)) {
    const key = name.toLowerCase();
    merged.set(key, [...(merged.get(key) ?? []), ...values]);
  }
  return Object.fromEntries(
    [...merged].map(([name, values]) => [name, values.join(name === 'cookie' ? '; ' : ', ')]),
  );
}
