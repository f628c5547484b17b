import { useEffect, useRef, useState } from 'preact/hooks';
import { href } from '../../address.ts';
import { useStore } from '../../api/store.ts';
import { Notice } from '../../ui/message.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { ConflictDialog } from '../compare/conflict-dialog.tsx';
import { isSave } from '../keys.ts';
import type { Editor } from '../saving/editor.ts';
import type { Entry } from '../saving/journal.ts';
import type { Item } from '../saving/server.ts';
import type { Value } from '../values.ts';
import { errorsOf, statusOf } from '../words.ts';
import { FormField } from './form-field.tsx';
import { GoneDialog } from './gone-dialog.tsx';
import { Publication } from './publication.tsx';
import { SaveBar } from './save-bar.tsx';
import { UnsavedTexts } from './unsaved-texts.tsx';

interface Props {
  editor: Editor;
  offered: Entry[];
  onCreated: (id: string) => void;
}

/** All fields of an item, and what can be done with it. */
export function ItemForm({ editor, offered, onCreated }: Props) {
  const view = useStore(editor.view);
  const { kind, dispatch } = editor;
  const { state } = view;
  const { values, problem } = state;
  const base = state.base as Item | undefined;
  const errors = errorsOf(kind, problem, values);
  const form = useRef<HTMLFormElement>(null);
  useSaveKey(editor);
  useCreated(base?.id, onCreated);
  useFirstError(form, problem?.type === 'refused' && problem.wasAsked ? problem : undefined);

  const title =
    String(values[kind.title] ?? '').trim() || (base ? `Untitled ${kind.one}` : `New ${kind.one}`);
  useTitle(title);
  return (
    <>
      <p class="back">
        <a href={href('content', { kind: kind.kind })}>All {kind.many.toLowerCase()}</a>
      </p>
      <h1 dir="auto">{title}</h1>
      <ul class="facts">
        <li>{base ? statusOf(base) : 'Not saved yet'}</li>
        {base?.status === 'published' && (
          <li>
            <a href={kind.page(String(base.values.slug))}>See it on the site</a>
          </li>
        )}
      </ul>
      {base?.origin && (
        <Notice>
          Kept in <code>{base.origin}</code>. After a change here, run{' '}
          <code>npm run content -- pull</code> in your repository.
        </Notice>
      )}
      <UnsavedTexts editor={editor} offered={offered} />
      <form
        class="item-form"
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          dispatch({ type: 'save' });
        }}
      >
        {kind.fields.map((field) => (
          <FormField
            key={field.name}
            field={field}
            value={values[field.name]}
            error={errors.fields[field.name]}
            onValue={(value: Value) => {
              // Not `values`: another field may have changed since it was drawn.
              const now = editor.view.get().state.values;
              dispatch({ type: 'typed', values: { ...now, [field.name]: value } });
            }}
          />
        ))}
        <SaveBar kind={kind} view={view} errors={errors} dispatch={dispatch} />
      </form>
      {base && <Publication editor={editor} base={base} isDirty={view.isDirty} />}
      {problem?.type === 'conflict' && problem.isOpen && (
        <ConflictDialog
          kind={kind}
          mine={values}
          theirs={problem.theirs}
          isSaving={problem.wasSaving}
          onChoice={(choice) => dispatch({ type: 'resolve', choice })}
        />
      )}
      {problem?.type === 'gone' && <GoneDialog editor={editor} />}
    </>
  );
}

function useSaveKey({ dispatch }: Editor): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isSave(event)) return;
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) dispatch({ type: 'save' });
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [dispatch]);
}

function useCreated(id: string | undefined, onCreated: (id: string) => void): void {
  const known = useRef(id);
  useEffect(() => {
    if (id !== undefined && id !== known.current) onCreated(id);
    known.current = id;
  }, [id]);
}

/** After a save that the owner asked for, the first field with an error takes the focus. */
function useFirstError(form: { current: HTMLFormElement | null }, problem: object | undefined) {
  const [seen, setSeen] = useState(problem);
  useEffect(() => {
    if (problem && problem !== seen) {
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    }
    setSeen(problem);
  }, [problem]);
}
