const networks: Record<string, string> = { 'linkedin.com': 'linkedin', 'github.com': 'github' };

/** The goal that the API counts when somebody follows a link to contact the owner. */
export function goalOf(href: string): string {
  if (href.startsWith('mailto:')) return 'email';
  if (href.startsWith('tel:')) return 'phone';
  const host = URL.parse(href)?.hostname.replace(/^www\./, '') ?? '';
  return networks[host] ?? 'link';
}
