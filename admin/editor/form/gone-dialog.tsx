import { go, href } from '../../address.ts';
import { Dialog } from '../../ui/dialog.tsx';
import type { Editor } from '../saving/editor.ts';

/** The item was deleted elsewhere: its text is only here. */
export function GoneDialog({ editor }: { editor: Editor }) {
  const { kind, dispatch, forget } = editor;
  return (
    <Dialog title={`This ${kind.one} was deleted`}>
      <p>Somebody deleted it, perhaps you in another tab. Your text is still here.</p>
      <p class="buttons">
        <button
          class="main"
          type="button"
          onClick={() => dispatch({ type: 'again', key: crypto.randomUUID() })}
        >
          Save it as a new {kind.one}
        </button>
        <button
          type="button"
          onClick={() => {
            forget();
            go(href('content', { kind: kind.kind }));
          }}
        >
          Throw it away
        </button>
      </p>
    </Dialog>
  );
}
