import { useEffect, useRef, useState } from 'preact/hooks';
import { Field } from '../../ui/field.tsx';
import { Outcome } from '../../ui/outcome.tsx';
import { useAction } from '../../ui/use-action.ts';
import type { ImportFile, Result } from './import-file.ts';

/** Adds what an export has and the site lacks. Says first what it would do. */
export function Import() {
  const [plan, setPlan] = useState<{ file: ImportFile; result: Result }>();
  const [refused, setRefused] = useState<string[]>([]);
  const [progress, setProgress] = useState('');
  const control = useRef<AbortController>(undefined);
  const action = useAction();
  useEffect(() => () => control.current?.abort(), []);

  async function transfer(what: (signal: AbortSignal) => Promise<string | undefined>) {
    control.current = new AbortController();
    const { signal } = control.current;
    try {
      return await what(signal);
    } catch (error) {
      if (signal.aborted) return 'Stopped. What was sent stays; start again to go on.';
      throw error;
    } finally {
      setProgress('');
    }
  }
  const check = (chosen: File) =>
    transfer(async (signal) => {
      setPlan(undefined);
      setRefused([]);
      const { importFile, readImportFile } = await import('./import-file.ts');
      const file = await readImportFile(chosen);
      const result = await importFile(file, true, setProgress, signal);
      setPlan({ file, result });
      setRefused(result.refused);
      return undefined;
    });
  const send = (file: ImportFile) =>
    transfer(async (signal) => {
      setPlan(undefined);
      const { importFile } = await import('./import-file.ts');
      const result = await importFile(file, false, setProgress, signal);
      setRefused(result.refused);
      return `Done: ${inWords(result)}.`;
    });

  return (
    <>
      <p>
        An import adds what is missing here and never changes what is here. For numbers of
        GoatCounter, Plausible and Umami, use <code>npm run import</code>.
      </p>
      <Field label="File of an export" help="The zip of an export, or its data.json.">
        {(attributes) => (
          <input
            {...attributes}
            type="file"
            accept=".zip,.json,application/zip,application/json"
            disabled={action.isBusy}
            onChange={({ currentTarget }) => {
              const [chosen] = currentTarget.files ?? [];
              if (chosen) void action.run(() => check(chosen));
            }}
          />
        )}
      </Field>
      {plan && (
        <div class="plan" role="status">
          <p>It would be: {inWords(plan.result)}. Nothing is written yet.</p>
          <p class="buttons">
            {plan.result.added > 0 && (
              <button class="main" type="button" onClick={() => action.run(() => send(plan.file))}>
                Import {plan.result.added} things
              </button>
            )}
            <button type="button" onClick={() => setPlan(undefined)}>
              {plan.result.added > 0 ? 'Cancel' : 'Close'}
            </button>
          </p>
        </div>
      )}
      {action.isBusy && (
        <p class="buttons">
          <span role="status">{progress || 'Reading …'}</span>
          <button type="button" onClick={() => control.current?.abort()}>
            Stop
          </button>
        </p>
      )}
      <Outcome action={action} />
      {refused.length > 0 && <Refused lines={refused} />}
    </>
  );
}

const maxShown = 100;

function Refused({ lines }: { lines: string[] }) {
  return (
    <details open={lines.length <= 5}>
      <summary>{lines.length} refused, and why</summary>
      <ul>
        {lines.slice(0, maxShown).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {lines.length > maxShown && (
          <li>{lines.length - maxShown} more: npm run import lists all.</li>
        )}
      </ul>
    </details>
  );
}

function inWords({ added, unchanged, skipped, refused }: Result): string {
  const days = skipped > 0 ? `, ${skipped} days of other programs left out` : '';
  return `${added} added, ${unchanged} unchanged, ${refused.length} refused${days}`;
}
