import { Field } from '../../ui/field.tsx';
import { lengthOf } from '../values.ts';

export interface MarkdownFieldProps {
  label: string;
  value: string;
  onValue: (value: string) => void;
  maxLength: number;
  error?: string | undefined;
  isWide?: boolean;
}

/** A text in Markdown. */
export function MarkdownField({ label, value, onValue, maxLength, error }: MarkdownFieldProps) {
  const length = lengthOf(value);
  const help = length >= maxLength * 0.8 && `${length} of ${maxLength} characters.`;
  return (
    <Field label={label} error={error} help={help}>
      {(control) => (
        <textarea
          {...control}
          rows={16}
          dir="auto"
          value={value}
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
      )}
    </Field>
  );
}
