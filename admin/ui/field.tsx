import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  /** One sentence below the field. */
  help?: ComponentChildren;
  error?: string | undefined;
  /** Draws the control with the attributes that tie it to label, help and error. */
  children: (attributes: ControlAttributes) => ComponentChildren;
}

export interface ControlAttributes {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: 'true';
}

/** Label above, help and error below. */
export function Field({ label, help, error, children }: FieldProps) {
  const id = useId();
  const helpId = help ? `${id}-help` : '';
  const errorId = error ? `${id}-error` : '';
  const describedBy = [errorId, helpId].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        ...(describedBy && { 'aria-describedby': describedBy }),
        ...(error && { 'aria-invalid': 'true' }),
      })}
      {error && (
        <p class="error" id={errorId}>
          {error}
        </p>
      )}
      {help && (
        <p class="help" id={helpId}>
          {help}
        </p>
      )}
    </div>
  );
}

interface TextFieldProps extends Pick<FieldProps, 'label' | 'help' | 'error'> {
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'email' | 'password' | 'url' | 'date' | 'datetime-local';
  name?: string;
  autocomplete?: string;
  inputMode?: 'text' | 'numeric' | 'url';
  pattern?: string;
  required?: boolean;
  /** Has the focus when its dialog opens. */
  autofocus?: boolean;
  maxLength?: number;
}

/** A field of one line. */
export function TextField({ label, help, error, value, onValue, ...attributes }: TextFieldProps) {
  // Preact's types want to know which attributes go with which type.
  const others: object = attributes;
  return (
    <Field label={label} help={help} error={error}>
      {(control) => (
        <input
          {...others}
          {...control}
          value={value}
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
      )}
    </Field>
  );
}
