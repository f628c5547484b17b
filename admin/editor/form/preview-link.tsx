import { useId, useRef, useState } from 'preact/hooks';
import { ask } from '../../api/api.ts';
import { ApiError } from '../../api/errors.ts';
import { Outcome } from '../../ui/outcome.tsx';
import { useAction } from '../../ui/use-action.ts';
import { utcInstant } from '../dates.ts';
import type { KindDescription } from '../kinds.ts';

interface Link {
  url: string;
  expiresAt: string;
}

interface Props {
  kind: KindDescription;
  id: string;
  isDirty: boolean;
}

/** A link with which others can read an item before it is published. */
export function PreviewLink({ kind, id, isDirty }: Props) {
  const [link, setLink] = useState<Link>();
  const action = useAction();
  const { run } = action;
  const field = useRef<HTMLInputElement>(null);
  const fieldId = useId();
  const path = `${kind.api}/${id}/preview`;
  const create = () =>
    run(async () => {
      const { body } = await ask<Link>({ method: 'POST', path });
      setLink({ ...body, url: new URL(body.url, location.href).href });
      return 'The link is ready. An earlier one does not work any more.';
    });
  const revoke = () =>
    run(async () => {
      await ask({ method: 'DELETE', path }).catch((error) => {
        if (!(error instanceof ApiError && error.status === 404)) throw error;
      });
      setLink(undefined);
      return 'No link works any more.';
    });
  const copy = () =>
    run(async () => {
      field.current?.select();
      await navigator.clipboard.writeText(link?.url ?? '');
      return 'Copied.';
    });
  return (
    <div class="preview-link">
      <p>
        Somebody who has a preview link can read this {kind.one} as it was last saved, for 7 days.
        {isDirty && ' Your last change is not saved yet.'}
      </p>
      {link && (
        <div class="field">
          <label for={fieldId}>Preview link</label>
          <input id={fieldId} ref={field} readOnly value={link.url} />
          <p class="help">
            Until {utcInstant(link.expiresAt)}. <a href={link.url}>Open it</a>
          </p>
        </div>
      )}
      <p class="buttons">
        {link && (
          <button type="button" onClick={copy}>
            Copy the link
          </button>
        )}
        <button type="button" onClick={create}>
          {link ? 'Make another link' : 'Make a preview link'}
        </button>
        <button type="button" onClick={revoke}>
          Revoke the link
        </button>
      </p>
      <Outcome action={action} />
    </div>
  );
}
