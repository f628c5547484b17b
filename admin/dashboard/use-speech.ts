import { useMemo, useState } from 'preact/hooks';
import { speaker } from './chart/speech.ts';

/** The text of the page's live region for the charts, and what changes it. */
export function useSpeech(): [text: string, say: (text: string) => void] {
  const [text, setText] = useState('');
  const say = useMemo(
    () =>
      speaker(setText, { now: () => performance.now(), later: (run, ms) => setTimeout(run, ms) }),
    [],
  );
  return [text, say];
}
