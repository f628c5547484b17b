import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { get } from '../../api/api.ts';
import { useLoad } from '../../api/use-load.ts';
import { Field } from '../../ui/field.tsx';
import { isSave } from '../keys.ts';
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

/** Several names: a comma or Enter adds what is in the input, and each has a button that removes it. */
export function NamesField({ from, value, onValue, ...texts }: Props<string[]>) {
  const inUse = useNames(from);
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const add = (more: string) => {
    setText('');
    if (more.trim()) onValue(withNames(value, more, inUse));
  };
  const remove = (name: string) => {
    onValue(value.filter((one) => one !== name));
    input.current?.focus();
  };
  const taken = new Set(value.map(fold));
  return (
    <Field {...texts}>
      {(control) => (
        <>
          {value.length > 0 && (
            <ul class="names">
              {value.map((name) => (
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
              else setText(currentTarget.value);
            }}
            onKeyDown={(event) => {
              // While a word is composed, Enter chooses its letters.
              if (event.isComposing) return;
              if (event.key === 'Enter') {
                event.preventDefault();
                add(text);
              } else if (isSave(event)) add(text);
            }}
            onBlur={() => add(text)}
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
