import { useState } from 'preact/hooks';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { utcInstant } from '../dates.ts';

interface Props {
  onClose: () => void;
  /** An instant as the API takes it. */
  onChoice: (at: string) => void;
}

/** Asks when readers are to see an item. */
export function ScheduleDialog({ onClose, onChoice }: Props) {
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  // Without a zone, it is in that of the device.
  const at = new Date(text);
  const isValid = !Number.isNaN(at.getTime());
  const isPast = isValid && at.getTime() <= Date.now();
  return (
    <Dialog title="Choose when to publish" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isValid) onChoice(at.toISOString());
          else setMissing(true);
        }}
      >
        <TextField
          label="Day and time, where you are"
          type="datetime-local"
          value={text}
          onValue={setText}
          error={isMissing && !isValid ? 'Choose a day and a time.' : undefined}
          help={isValid ? `That is ${utcInstant(at)}.` : 'The site’s own times are UTC.'}
        />
        {isPast && <p>That is in the past: it is published now, with this date.</p>}
        <p class="buttons">
          <button class="main" type="submit">
            {isPast ? 'Publish now' : 'Schedule'}
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </p>
      </form>
    </Dialog>
  );
}
