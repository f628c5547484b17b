import { useEffect, useRef, useState } from 'preact/hooks';
import { Outcome } from '../../ui/outcome.tsx';
import { useAction } from '../../ui/use-action.ts';

/** Saves all content, images and numbers as one file. */
export function Export() {
  const [progress, setProgress] = useState('');
  const control = useRef<AbortController>(undefined);
  const action = useAction();
  useEffect(() => () => control.current?.abort(), []);
  const save = async () => {
    control.current = new AbortController();
    const { signal } = control.current;
    try {
      const { exportFile } = await import('./export-file.ts');
      const { file, items, days, images, missing } = await exportFile(setProgress, signal);
      download(file, `cloud-resume-${new Date().toISOString().slice(0, 10)}.zip`);
      const lost = missing.length
        ? ` ${missing.length} images could not be read and are missing: npm run export tells more.`
        : '';
      return `Saved: ${items} items, ${days} days, ${images} images.${lost}`;
    } catch (error) {
      if (signal.aborted) return 'Cancelled. Nothing was saved.';
      throw error;
    } finally {
      setProgress('');
    }
  };
  return (
    <>
      <p>
        All that you wrote, with its images, and all that was counted, as one zip file. It has no
        passwords and no tokens. On a computer, <code>npm run export</code> does the same.
      </p>
      <p class="buttons">
        <button type="button" aria-disabled={action.isBusy} onClick={() => action.run(save)}>
          Export everything
        </button>
        {action.isBusy && (
          <button type="button" onClick={() => control.current?.abort()}>
            Cancel
          </button>
        )}
      </p>
      <p role="status" hidden={!progress}>
        {progress}
      </p>
      <Outcome action={action} />
    </>
  );
}

function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
