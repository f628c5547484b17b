import type { Kind } from '../kinds.ts';

/** What one tab tells the others about an item. */
export type News = { kind: Kind; id: string } & ({ version: number } | { isDeleted: true });

/** @returns the sender of news, and what ends listening. */
export function joinTabs(onNews: (news: News) => void): {
  tell: (news: News) => void;
  leave: () => void;
} {
  const channel = new BroadcastChannel('owner-content');
  channel.onmessage = ({ data }: MessageEvent<News>) => onNews(data);
  return { tell: (news) => channel.postMessage(news), leave: () => channel.close() };
}
