import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { get } from '../../api/api.ts';
import { useLoad } from '../../api/use-load.ts';
import { Field } from '../../ui/field.tsx';
import { fold, withNames } from '../names.ts';

interface Props<T> {
  label: string;
  help?: ComponentChildren;
  error?: string | undefined;
  /** The route that lists the names in use. */
  from: string | undefined;
  value: T;
  onValue: (value: T) => void;
}

/** A name, with those in use offered. */
export function NameField({ from, value, onValue, ...texts }: Props<string>) {
  const inUse = useNames(from);
  const list = useId();
  return (
    <Field {...texts}>
      {(control) => (
        <>
          <input
            {...control}
            list={list}
            autocomplete="off"
            dir="auto"
            value={value}
            onInput={({ currentTarget }) => onValue(currentTarget.value)}
            onBlur={() => {
              const [known = value] = inUse.filter((name) => fold(name) === fold(value));
              if (known !== value) onValue(known);
            }}
          />
          <Names id={list} names={inUse} />
        </>
      )}
    </Field>
  );
}

interface Typed {
  /** Those before the text in the input. */
  names: string[];
  text: string;
  /** Both, as the form has them. */
  all: string[];
}

/**
 * Several names: a comma or Enter adds what is in the input, and each has a button that removes it. What is in the
 * input counts without that: if leaving it added a name, what is below would move away from the click.
 */
export function NamesField({ from, value, onValue, ...texts }: Props<string[]>) {
  const inUse = useNames(from);
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<Typed>({ names: value, text: '', all: value });
  // Names from elsewhere take the place of what was typed.
  const { names, text } = typed.all === value ? typed : { names: value, text: '' };
  const change = (names: string[], text: string) => {
    const all = withNames(names, text, inUse);
    setTyped({ names, text, all });
    onValue(all);
  };
  const add = (more: string) => change(withNames(names, more, inUse), '');
  const remove = (name: string) => {
    const left = names.filter((one) => one !== name);
    change(left, text);
    input.current?.focus();
  };
  const taken = new Set(names.map(fold));
  return (
    <Field {...texts}>
      {(control) => (
        <>
          {names.length > 0 && (
            <ul class="names">
              {names.map((name) => (
                <li key={name}>
                  <bdi>{name}</bdi>{' '}
                  <button type="button" aria-label={`Remove ${name}`} onClick={() => remove(name)}>
                    ×
                  </button>
                </li>
              ))}
            </ul>
          )}
          <input
            {...control}
            ref={input}
            list={list}
            autocomplete="off"
            dir="auto"
            value={text}
            onInput={({ currentTarget }) => {
              if (/[,،、，]/.test(currentTarget.value)) add(currentTarget.value);
              else change(names, currentTarget.value);
            }}
            onKeyDown={(event) => {
              // While a word is composed, Enter chooses its letters.
              if (event.isComposing || event.key !== 'Enter') return;
              event.preventDefault();
              add(text);
            }}
          />
          <Names id={list} names={inUse.filter((name) => !taken.has(fold(name)))} />
        </>
      )}
    </Field>
  );
}

function Names({ id, names }: { id: string; names: string[] }) {
  return (
    <datalist id={id}>
      {names.map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}

/** Without an answer, nothing is offered: the field works all the same. */
function useNames(path: string | undefined): string[] {
  const { data } = useLoad(path ?? '', async (signal) => {
    if (!path) return [];
    const { items } = await get<{ items: { name: string }[] }>(path, signal);
    return items.map(({ name }) => name);
  });
  return data ?? [];
}
