import { TextField } from '../../ui/field.tsx';
import type { FieldDescription } from '../kinds.ts';
import { MarkdownField } from '../text/markdown-field.tsx';
import type { Value } from '../values.ts';
import { helpFor } from './help.tsx';
import { ImageField } from './image-field.tsx';
import { NameField, NamesField } from './names-fields.tsx';
import { ChoiceField, SwitchField, TextAreaField } from './plain-fields.tsx';

interface Props {
  field: FieldDescription;
  value: Value | undefined;
  error: string | undefined;
  onValue: (value: Value) => void;
}

/** The control for a field, by its type. */
export function FormField({ field, value, error, onValue }: Props) {
  const { label, type, maxLength = 0, choices = [] } = field;
  const text = typeof value === 'string' ? value : '';
  const common = { label, error, help: helpFor(field, value) };
  switch (type) {
    case 'markdown':
      return (
        <MarkdownField
          label={label}
          value={text}
          onValue={onValue}
          maxLength={maxLength}
          error={error}
        />
      );
    case 'text':
      return <TextAreaField {...common} value={text} onValue={onValue} />;
    case 'switch':
      return <SwitchField label={label} value={value === true} onValue={onValue} />;
    case 'choice':
      return <ChoiceField {...common} choices={choices} value={text} onValue={onValue} />;
    case 'term':
      return <NameField {...common} from={field.names} value={text} onValue={onValue} />;
    case 'terms':
      return (
        <NamesField
          {...common}
          from={field.names}
          value={Array.isArray(value) ? value : []}
          onValue={onValue}
        />
      );
    case 'image':
      return <ImageField {...common} value={text} onValue={onValue} />;
    default:
      return (
        <TextField
          {...common}
          type={type === 'day' ? 'date' : 'text'}
          {...(type === 'url' && { inputMode: 'url' })}
          autocomplete="off"
          name={field.name}
          value={text}
          onValue={onValue}
        />
      );
  }
}
