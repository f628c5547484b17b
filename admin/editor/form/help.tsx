import type { FieldDescription } from '../kinds.ts';
import { lengthOf, type Value } from '../values.ts';

/** From here on, a field says how long its text is. */
const shareShown = 0.8;

/** The sentence below a field, with the length of a text that is nearly too long. */
export function helpFor({ help, maxLength, type }: FieldDescription, value: Value | undefined) {
  const length = typeof value === 'string' && type !== 'term' ? lengthOf(value) : 0;
  if (!maxLength || length < maxLength * shareShown) return help;
  const counted = `${length.toLocaleString('en')} of ${maxLength.toLocaleString('en')} characters.`;
  return (
    <>
      {help && `${help} `}
      <span class={length > maxLength ? 'count error' : 'count'}>{counted}</span>
    </>
  );
}
