import { useState } from 'preact/hooks';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { utcInstant } from '../dates.ts';

/** As far ahead as the API takes a time. */
const years = 365.25 * 24 * 3_600_000;

interface Props {
  onClose: () => void;
  /** An instant as the API takes it. */
  onChoice: (at: string) => void;
}

/** Asks when readers are to see an item. */
export function ScheduleDialog({ onClose, onChoice }: Props) {
  const [text, setText] = useState('');
  const [isRefused, setRefused] = useState(false);
  // Without a zone, it is in that of the device.
  const at = new Date(text);
  const isValid = !Number.isNaN(at.getTime());
  const isTaken = isValid && at.getTime() >= 0 && at.getTime() <= Date.now() + 10 * years;
  const isPast = isValid && at.getTime() <= Date.now();
  const problem = isValid
    ? 'Choose a time from 1970 on, at most ten years ahead.'
    : 'Choose a day and a time.';
  return (
    <Dialog title="Choose when to publish" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isTaken) onChoice(at.toISOString());
          else setRefused(true);
        }}
      >
        <TextField
          label="Day and time, where you are"
          type="datetime-local"
          value={text}
          onValue={setText}
          error={isRefused && !isTaken ? problem : undefined}
          help={isValid ? `That is ${utcInstant(at)}.` : 'The site’s own times are UTC.'}
        />
        {isPast && isTaken && <p>That is in the past: it is published now, with this date.</p>}
        <p class="buttons">
          <button class="main" type="submit">
            {isPast && isTaken ? 'Publish now' : 'Schedule'}
          </button>
          <button type="button" onClick={onClose}>
            Cancel
          </button>
        </p>
      </form>
    </Dialog>
  );
}
