import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { messageOf } from '../../api/errors.ts';
import { Field } from '../../ui/field.tsx';
import { refusalOf, uploadImage } from '../text/upload-image.ts';

interface Props {
  label: string;
  help?: ComponentChildren;
  error?: string | undefined;
  /** The path of an uploaded image. */
  value: string;
  onValue: (value: string) => void;
}

/** An image of one's own, uploaded when it is chosen. */
export function ImageField({ label, help, error, value, onValue }: Props) {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const upload = async (file: File) => {
    const refusal = refusalOf(file);
    setProblem(refusal);
    if (refusal) return;
    setBusy(true);
    try {
      onValue(await uploadImage(file));
    } catch (error) {
      setProblem(messageOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Field
        label={label}
        help={isBusy ? 'Uploading…' : (help ?? 'PNG, JPEG, WebP, AVIF or GIF.')}
        error={problem ?? error}
      >
        {(control) => (
          <input
            {...control}
            type="file"
            accept="image/png,image/jpeg,image/webp,image/avif,image/gif"
            onChange={({ currentTarget }) => {
              const [file] = currentTarget.files ?? [];
              currentTarget.value = '';
              if (file && !isBusy) void upload(file);
            }}
          />
        )}
      </Field>
      {value && (
        <p class="chosen-image">
          <img src={value} alt="The chosen one" />
          <button type="button" onClick={() => onValue('')}>
            Remove the image
          </button>
        </p>
      )}
    </>
  );
}
