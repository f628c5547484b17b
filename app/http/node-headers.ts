/**
 * Joins duplicate headers as Node’s HTTP server does with `joinDuplicateHeaders`, so that a duplicate
 * header cannot be checked in one form and used in another.
 */
export function nodeHeaders(
  headers: Record<string, string[] | null | undefined>,
): Record<string, string> {
  const merged = new Map<string, string[]>();
  for (const [name, values] of Object.entries(headers)) {
    const key = name.toLowerCase();
    merged.set(key, [...(merged.get(key) ?? []), ...(values ?? [])]);
  }
  return Object.fromEntries(
    [...merged].map(([name, values]) => [name, values.join(name === 'cookie' ? '; ' : ', ')]),
  );
}
