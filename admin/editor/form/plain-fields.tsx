import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Field } from '../../ui/field.tsx';

interface Props<T> {
  label: string;
  help?: ComponentChildren;
  error?: string | undefined;
  value: T;
  onValue: (value: T) => void;
}

/** A field of several lines. */
export function TextAreaField({ value, onValue, ...texts }: Props<string>) {
  return (
    <Field {...texts}>
      {(control) => (
        <textarea
          {...control}
          rows={3}
          dir="auto"
          value={value}
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface ChoiceProps extends Props<string> {
  choices: [value: string, label: string][];
}

export function ChoiceField({ choices, value, onValue, ...texts }: ChoiceProps) {
  return (
    <Field {...texts}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={({ currentTarget }) => onValue(currentTarget.value)}
        >
          {choices.map(([one, label]) => (
            <option key={one} value={one}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function SwitchField({ label, value, onValue }: Omit<Props<boolean>, 'help' | 'error'>) {
  const id = useId();
  return (
    <p class="on-off">
      <input
        id={id}
        type="checkbox"
        checked={value}
        onChange={({ currentTarget }) => onValue(currentTarget.checked)}
      />
      <label for={id}>{label}</label>
    </p>
  );
}
