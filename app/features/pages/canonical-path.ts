const indexes = /^\/(blog|projects|certifications)$/;
const pages = /^\/(blog(\/(tag|category))?|projects)\/[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The address that `path` is another spelling of: in capitals, or with a slash too many or too few at its end.
 * Undefined if it is none that a page could have. Its page may be missing: only the spelling decides.
 */
export function canonicalPath(path: string): string | undefined {
  const plain = path.toLowerCase().replace(/\/$/, '');
  const canonical = indexes.test(plain) ? `${plain}/` : pages.test(plain) ? plain : undefined;
  return canonical === path ? undefined : canonical;
}
