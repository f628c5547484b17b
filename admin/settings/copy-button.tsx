import { useState } from 'preact/hooks';

/** Copies `text`. Says when the browser does not let it. */
export function CopyButton({ text, what }: { text: string; what: string }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid('Copied.');
    } catch {
      setSaid('This browser does not allow it: select and copy it by hand.');
    }
  };
  return (
    <>
      <button type="button" onClick={copy}>
        Copy {what}
      </button>{' '}
      <span role="status">{said}</span>
    </>
  );
}
