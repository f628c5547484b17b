import { none, other } from './dimensions.ts';

/** Sites of so many people that one visitor from there stays unknown. */
const wellKnown = new Set(
  `google.com bing.com duckduckgo.com ecosia.org search.brave.com yahoo.com baidu.com yandex.ru perplexity.ai chatgpt.com
  linkedin.com lnkd.in xing.com indeed.com github.com gitlab.com stackoverflow.com news.ycombinator.com lobste.rs
  reddit.com x.com t.co twitter.com facebook.com instagram.com youtube.com mastodon.social bsky.app medium.com dev.to
  wikipedia.org`.split(/\s+/),
);

/** Visitors by host, where a host that sent one visitor is `other`: it may be the name of an intranet, or of a person. */
export function namedHosts(referrers: Record<string, number>): Record<string, number> {
  const named: Record<string, number> = {};
  for (const [host, count] of Object.entries(referrers)) {
    const name = count > 1 || host === none || isWellKnown(host) ? host : other;
    named[name] = (named[name] ?? 0) + count;
  }
  return named;
}

/** Also their subdomains, such as those of languages. */
function isWellKnown(host: string): boolean {
  const labels = host.split('.');
  return labels.some((_, i) => wellKnown.has(labels.slice(i).join('.')));
}
