import { useState } from 'preact/hooks';
import { Notice } from '../../ui/message.tsx';
import { localTime } from '../dates.ts';
import type { Editor } from '../saving/editor.ts';
import { discard, type Entry, isOpen } from '../saving/journal.ts';

/** Offers the texts of earlier visits that were not saved. */
export function UnsavedTexts({ editor, offered }: { editor: Editor; offered: Entry[] }) {
  const [left, setLeft] = useState(offered);
  const { base } = editor.view.get().state;
  const [isElsewhere, setElsewhere] = useState(false);
  /** @param what returns a text that is offered instead. */
  const take = async (entry: Entry, what: () => Entry | undefined) => {
    const isTaken = await isOpen(entry);
    setElsewhere(isTaken);
    const next = isTaken ? undefined : what();
    setLeft((left) => [...left.filter((one) => one !== entry), ...(next ? [next] : [])]);
  };
  return (
    <>
      {isElsewhere && <Notice>That text is open in another tab.</Notice>}
      {left.map((entry) => {
        const isOlder = base !== undefined && entry.version !== base.version;
        return (
          <div class="unsaved" role="status" key={entry.editor}>
            <p>
              There is unsaved text of {localTime(entry.at)}
              {isOlder && ', written before the last change'}.
            </p>
            <p class="buttons">
              <button type="button" onClick={() => take(entry, () => editor.restore(entry))}>
                {isOlder ? 'Compare' : 'Go on with it'}
              </button>
              <button
                type="button"
                onClick={() =>
                  take(entry, () => {
                    void discard(entry);
                    return undefined;
                  })
                }
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
