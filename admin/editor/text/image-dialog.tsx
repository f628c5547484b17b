import { useState } from 'preact/hooks';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';

interface Props {
  name: string;
  /** Its address, when it is uploaded. */
  path: string | undefined;
  /** With the text, which is empty for a decorative image. */
  onDone: (alt: string) => void;
  onCancel: () => void;
}

/** Asks for the text that stands for an image where it is not seen. */
export function ImageDialog({ name, path, onDone, onCancel }: Props) {
  const [alt, setAlt] = useState('');
  const [isDecorative, setDecorative] = useState(false);
  const [isMissing, setMissing] = useState(false);
  return (
    <Dialog title="Describe the image" onClose={onCancel}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (isDecorative) onDone('');
          else if (alt.trim()) onDone(alt);
          else setMissing(true);
        }}
      >
        <p>{path ? <img class="thumbnail" src={path} alt="" /> : `${name} is being uploaded …`}</p>
        {!isDecorative && (
          <TextField
            label="What it shows"
            help="For readers who do not see it, and for search engines."
            error={isMissing ? 'Write what it shows, or say that it is decorative.' : undefined}
            value={alt}
            maxLength={300}
            onValue={setAlt}
          />
        )}
        <label class="check">
          <input
            type="checkbox"
            checked={isDecorative}
            onChange={({ currentTarget }) => setDecorative(currentTarget.checked)}
          />
          It is decorative: the text says as much without it
        </label>
        <p class="buttons">
          <button class="main" type="submit">
            Insert
          </button>
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        </p>
      </form>
    </Dialog>
  );
}
