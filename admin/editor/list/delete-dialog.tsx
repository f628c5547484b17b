import { useState } from 'preact/hooks';
import { ask, get } from '../../api/api.ts';
import { ApiError } from '../../api/errors.ts';
import { useLoad } from '../../api/use-load.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Failure } from '../../ui/message.tsx';
import type { KindDescription } from '../kinds.ts';
import { ifMatch } from '../saving/server.ts';
import { joinTabs } from '../saving/tabs.ts';
import { copyOf, type StoredItem } from './copy-of.ts';
import { download } from './download.ts';

interface Props {
  kind: KindDescription;
  item: { id: string; version: number; title: string; slug: string; status: string };
  onClose: () => void;
  onDeleted: () => void;
}

/** Says what is deleted with an item, and deletes it. */
export function DeleteDialog({ kind, item, onClose, onDeleted }: Props) {
  const { id, title, slug, status } = item;
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const path = `${kind.api}/${id}`;
  const { data } = useLoad(id, (signal) =>
    get<{ views: number }>(`/v1/analytics/views/${kind.views}/${id}`, signal),
  );
  const run = async (job: () => Promise<void>) => {
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      await job();
    } catch (error) {
      setError(
        isStale(error) ? new Error(`This ${kind.one} has changed. Look at it again.`) : error,
      );
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={`Delete this ${kind.one}?`} onClose={onClose}>
      <p>
        <strong dir="auto">{title}</strong> is deleted for good, with its address{' '}
        <code>{kind.page(slug)}</code> and {views(data?.views)}.
        {status === 'published' && ' Readers who follow a link to it find nothing.'}
      </p>
      <p>
        You can keep a copy of it first
        {kind.kind === 'post' && ', in Markdown, which npm run content takes back'}, or{' '}
        <a href="#/settings">export everything in the settings</a>.
      </p>
      <p class="buttons">
        <button
          type="button"
          onClick={() => run(async () => download(copyOf(kind.kind, await get<StoredItem>(path))))}
        >
          Download a copy
        </button>
        <button
          class="danger"
          type="button"
          aria-disabled={isBusy}
          onClick={() =>
            run(async () => {
              await ask({ method: 'DELETE', path, headers: ifMatch(item) }).catch(unlessGone);
              tellOthers(kind, id);
              onDeleted();
            })
          }
        >
          Delete it
        </button>
        <button type="button" onClick={onClose}>
          Keep it
        </button>
      </p>
      {error !== undefined && <Failure error={error} />}
    </Dialog>
  );
}

function views(count: number | undefined): string {
  if (count === undefined) return 'its views';
  return count === 1 ? 'its one view' : `its ${count.toLocaleString('en')} views`;
}

/** The answer to an earlier attempt may have been lost. */
function unlessGone(error: unknown): void {
  if (!(error instanceof ApiError && error.status === 404)) throw error;
}

function isStale(error: unknown): boolean {
  return error instanceof ApiError && error.status === 412;
}

function tellOthers({ kind }: KindDescription, id: string): void {
  const { tell, leave } = joinTabs(() => {});
  tell({ kind, id, isDeleted: true });
  leave();
}
