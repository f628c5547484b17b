import { useState } from 'preact/hooks';
import { go, href } from '../../address.ts';
import { utcInstant } from '../dates.ts';
import { DeleteDialog } from '../list/delete-dialog.tsx';
import type { Editor } from '../saving/editor.ts';
import type { Item } from '../saving/server.ts';
import { PreviewLink } from './preview-link.tsx';
import { ScheduleDialog } from './schedule-dialog.tsx';

interface Props {
  editor: Editor;
  base: Item;
  isDirty: boolean;
}

/** When readers see the item, who may see it before, and its end. */
export function Publication({ editor, base, isDirty }: Props) {
  const { kind, dispatch, forget } = editor;
  const [asks, setAsks] = useState<'schedule' | 'delete'>();
  const close = () => setAsks(undefined);
  const { status, publishedAt } = base;
  return (
    <section class="publication" aria-labelledby="publication">
      <h2 id="publication">Publication</h2>
      {status === 'draft' && <p>Only you can see this {kind.one}.</p>}
      {status === 'scheduled' && publishedAt && (
        <p>
          Readers see it from {utcInstant(publishedAt)} on, which is{' '}
          {new Date(publishedAt).toLocaleString('en-GB', {
            dateStyle: 'medium',
            timeStyle: 'short',
          })}{' '}
          here.
        </p>
      )}
      {status === 'published' && <p>Everybody can see it.</p>}
      <p class="buttons">
        {status !== 'published' && (
          <button type="button" onClick={() => setAsks('schedule')}>
            {status === 'draft' ? 'Choose when to publish…' : 'Choose another time…'}
          </button>
        )}
        {status === 'scheduled' && (
          <button
            type="button"
            // Without an instant: this device’s clock may be wrong.
            onClick={() => dispatch({ type: 'save', action: { name: 'publish' } })}
          >
            Publish now
          </button>
        )}
        {status !== 'draft' && (
          <button
            type="button"
            onClick={() => dispatch({ type: 'save', action: { name: 'unpublish' } })}
          >
            {status === 'published' ? 'Make it a draft again' : 'Do not publish it'}
          </button>
        )}
        <button type="button" onClick={() => setAsks('delete')}>
          Delete…
        </button>
      </p>
      {status !== 'published' && <PreviewLink kind={kind} id={base.id} isDirty={isDirty} />}
      {asks === 'schedule' && (
        <ScheduleDialog
          onClose={close}
          onChoice={(at) => {
            close();
            dispatch({ type: 'save', action: { name: 'publish', at } });
          }}
        />
      )}
      {asks === 'delete' && (
        <DeleteDialog
          kind={kind}
          item={{ ...base, title: String(base.values[kind.title]), slug: String(base.values.slug) }}
          onClose={close}
          onDeleted={() => {
            forget();
            go(href('content', { kind: kind.kind }));
          }}
        />
      )}
    </section>
  );
}
