/**
 * The members of a header: Node and API Gateway join duplicates of a header with commas, so a header that was
 * sent twice must not be compared as a whole. Empty if the header is missing.
 */
export function members(header: string | string[] | undefined): string[] {
  const all = [header ?? []].flat().flatMap((value) => value.split(','));
  return all.map((member) => member.trim()).filter(Boolean);
}
