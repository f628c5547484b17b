import { useState } from 'preact/hooks';
import { localTime } from '../dates.ts';
import type { Editor } from '../saving/editor.ts';
import { discard, type Entry } from '../saving/journal.ts';

/** Offers the texts of earlier visits that were not saved. */
export function UnsavedTexts({ editor, offered }: { editor: Editor; offered: Entry[] }) {
  const [left, setLeft] = useState(offered);
  const { base } = editor.view.get().state;
  const without = (entry: Entry) => setLeft(left.filter((one) => one !== entry));
  return (
    <>
      {left.map((entry) => {
        const isOlder = base !== undefined && entry.version !== base.version;
        return (
          <div class="unsaved" role="status" key={entry.editor}>
            <p>
              There is unsaved text of {localTime(entry.at)}
              {isOlder && ', written before the last change'}.
            </p>
            <p class="buttons">
              <button
                type="button"
                onClick={() => {
                  editor.restore(entry);
                  without(entry);
                }}
              >
                {isOlder ? 'Compare' : 'Go on with it'}
              </button>
              <button
                type="button"
                onClick={() => {
                  void discard(entry);
                  without(entry);
                }}
              >
                Throw it away
              </button>
            </p>
          </div>
        );
      })}
    </>
  );
}
