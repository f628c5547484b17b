import { Dialog } from '../../ui/dialog.tsx';
import { commands, keyName } from './commands.ts';

/** What the keyboard can do in a text. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const keys = [
    [keyName('S'), 'Save'],
    ...commands.flatMap(({ key, name }) => (key ? [[keyName(key), name]] : [])),
    ['Enter', 'Continue the list'],
    ['Shift+Enter', 'A new line without continuing it'],
    ['Tab', 'Leave the text'],
  ];
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl class="keys">
        {keys.map(([key, name]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{name}</dd>
          </div>
        ))}
      </dl>
      <p>
        Paste or drop an image, or paste an address onto selected words to make a link. Undo takes
        back all of it.
      </p>
      <p>
        <button type="button" onClick={onClose}>
          Close
        </button>
      </p>
    </Dialog>
  );
}
