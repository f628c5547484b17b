/** Of these, Node's parser keeps the first: https://nodejs.org/api/http.html#messageheaders */
const single = new Set(
  'age authorization content-length content-type etag expires from host if-modified-since if-unmodified-since last-modified location max-forwards proxy-authorization referer retry-after server user-agent'.split(
    ' ',
  ),
);

/** Headers of which each may have come several times, as Node's HTTP server would have given them. */
export function nodeHeaders(headers: Record<string, string[] | undefined>): Record<string, string> {
  const merged = new Map<string, string[]>();
  for (const [name, values = []] of Object.entries(headers)) {
    const key = name.toLowerCase();
    merged.set(key, [...(merged.get(key) ?? []), ...values]);
  }
  return Object.fromEntries(
    [...merged].map(([name, values]) => {
      if (single.has(name)) return [name, values[0] ?? ''];
      return [name, values.join(name === 'cookie' ? '; ' : ', ')];
    }),
  );
}
