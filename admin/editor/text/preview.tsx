import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { site } from '../../site.ts';
import { trusted } from '../../trusted-types.ts';
import { render } from './renderer.ts';

/** After the last key. */
const restMs = 120;

export interface Preview {
  html: string;
  words: number;
  /** Why the text cannot be shown; then `html` is that of an earlier one. */
  problem?: string;
}

/** The text as the pages show it, once typing rests. */
export function usePreview(text: string): Preview {
  const [preview, setPreview] = useState<Preview>({ html: '', words: 0 });
  useEffect(() => {
    let isCurrent = true;
    const update = async () => {
      const answer = await render(text, site.language).catch(() => ({
        problem: 'cannot be shown now: the preview did not load',
      }));
      if (!isCurrent || !answer) return;
      if ('problem' in answer) setPreview((last) => ({ ...last, problem: answer.problem }));
      else setPreview(answer.rendered);
    };
    const timer = setTimeout(update, restMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [text]);
  return preview;
}

/** @param area what it scrolls with. */
export function PreviewPane({
  html,
  area,
}: {
  html: string;
  area: RefObject<HTMLTextAreaElement | null>;
}) {
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    pane.current?.addEventListener('click', stay);
  }, []);
  useEffect(() => {
    const text = area.current;
    if (!text) return;
    const follow = () => {
      const share = text.scrollTop / Math.max(1, text.scrollHeight - text.clientHeight);
      if (pane.current)
        pane.current.scrollTop = share * (pane.current.scrollHeight - pane.current.clientHeight);
    };
    follow();
    text.addEventListener('scroll', follow, { passive: true });
    return () => text.removeEventListener('scroll', follow);
  }, [html]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section class="preview" aria-label="Preview" tabIndex={0} ref={pane}>
      <div class="post">
        <div class="text" dangerouslySetInnerHTML={{ __html: trusted.createHTML(html) }} />
      </div>
    </section>
  );
}

/** Links of the text lead to new tabs, or to their place in the preview. */
function stay(event: MouseEvent) {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link) return;
  event.preventDefault();
  const { hash, origin, pathname } = new URL(link.href);
  if (origin === location.origin && pathname === location.pathname) {
    document
      .getElementById(decodeURIComponent(hash.slice(1)))
      ?.scrollIntoView({ block: 'nearest' });
  } else window.open(link.href, '_blank', 'noopener');
}
