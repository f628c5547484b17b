import { useEffect, useState } from 'preact/hooks';
import { go, href } from '../../address.ts';
import { Failure, Notice } from '../../ui/message.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { isKind, type Kind, type KindDescription, kinds } from '../kinds.ts';
import { statusOf } from '../words.ts';
import { DeleteDialog } from './delete-dialog.tsx';
import { isFound } from './find.ts';
import { UnsavedList } from './unsaved-list.tsx';
import { type Summary, useSummaries } from './use-summaries.ts';

const statuses = [
  ['all', 'All'],
  ['draft', 'Drafts'],
  ['scheduled', 'Scheduled'],
  ['published', 'Published'],
] as const;

/** All items of a kind, by status and title. What is chosen is in the address. */
export function ContentList({ query }: { query: URLSearchParams }) {
  useTitle('Content');
  const chosen = query.get('kind') ?? undefined;
  const kind = isKind(chosen) ? chosen : 'post';
  const status = statuses.find(([name]) => name === query.get('status'))?.[0] ?? 'all';
  const change = (changes: Record<string, string>, options?: { replace: boolean }) => {
    const now = { kind, status, search: query.get('search') ?? '', ...changes };
    const given = Object.entries(now).filter(
      ([name, value]) => value && !(name === 'status' && value === 'all'),
    );
    go(href('content', Object.fromEntries(given)), options);
  };
  return (
    <>
      <h1>Content</h1>
      <UnsavedList />
      <nav class="kinds" aria-label="Kinds of content">
        <ul>
          {Object.values(kinds).map(({ kind: one, many }) => (
            <li key={one}>
              <a
                class="kind"
                href={href('content', { kind: one })}
                {...(one === kind && { 'aria-current': 'page' })}
              >
                {many}
              </a>
            </li>
          ))}
        </ul>
        <a class="button" href={href(`content/${kind}/new`)}>
          New {kinds[kind].one}
        </a>
      </nav>
      <div class="filters">
        <div class="field">
          <label for="status">Show</label>
          <select
            id="status"
            value={status}
            onChange={({ currentTarget }) => change({ status: currentTarget.value })}
          >
            {statuses.map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="search">Search in titles</label>
          <input
            id="search"
            type="search"
            dir="auto"
            value={query.get('search') ?? ''}
            onInput={({ currentTarget }) =>
              change({ search: currentTarget.value }, { replace: true })
            }
          />
        </div>
      </div>
      <Items
        key={`${kind} ${status}`}
        kind={kind}
        status={status}
        search={query.get('search') ?? ''}
      />
    </>
  );
}

function Items({ kind, status, search }: { kind: Kind; status: string; search: string }) {
  const { items, hasMore, more, reload, isLoading, error } = useSummaries(kinds[kind], status);
  const [deleting, setDeleting] = useState<Summary>();
  const [deleted, setDeleted] = useState('');
  // A search is for all titles.
  useEffect(() => {
    if (search && hasMore && !isLoading && !error) more();
  }, [search, hasMore, isLoading, error, more]);

  const found = items?.filter(({ title }) => isFound(title, search)) ?? [];
  const { one, many } = kinds[kind];
  return (
    <>
      {deleted && <Notice>{deleted}</Notice>}
      <ul class="items">
        {found.map((item) => (
          <Row key={item.id} kind={kinds[kind]} item={item} onDelete={() => setDeleting(item)} />
        ))}
      </ul>
      <p class="count" role="status">
        {isLoading ? 'Loading…' : items && countOf(found.length, search, status, many, hasMore)}
      </p>
      {items?.length === 0 && status === 'all' && !isLoading && !error && (
        <p>
          <a href={href(`content/${kind}/new`)}>Write the first {one}</a>
        </p>
      )}
      {error !== undefined && <Failure error={error} again={items ? more : reload} />}
      {hasMore && !search && !isLoading && !error && (
        <p>
          <button type="button" onClick={more}>
            Show more
          </button>
        </p>
      )}
      {deleting && (
        <DeleteDialog
          kind={kinds[kind]}
          item={deleting}
          onClose={() => setDeleting(undefined)}
          onDeleted={() => {
            setDeleted(`“${deleting.title}” was deleted.`);
            setDeleting(undefined);
            reload();
            // The button that had the focus is gone.
            document.querySelector('main')?.focus();
          }}
        />
      )}
    </>
  );
}

interface RowProps {
  kind: KindDescription;
  item: Summary;
  onDelete: () => void;
}

function Row({ kind, item, onDelete }: RowProps) {
  const { id, title, slug, status } = item;
  return (
    <li>
      <p class="item-title">
        <a dir="auto" href={href(`content/${kind.kind}/${encodeURIComponent(id)}`)}>
          {title}
        </a>
      </p>
      <p class="item-facts">
        <span>{statusOf(item)}</span>
        {status === 'published' && (
          <a href={kind.page(slug)} aria-label={`See it: ${title}`}>
            See it
          </a>
        )}
        <button class="link" type="button" aria-label={`Delete ${title}`} onClick={onDelete}>
          Delete
        </button>
      </p>
    </li>
  );
}

function countOf(
  count: number,
  search: string,
  status: string,
  many: string,
  hasMore: boolean,
): string {
  const what = many.toLowerCase();
  if (search) return count === 0 ? `No title contains “${search}”.` : `${count} found.`;
  if (hasMore) return `The newest ${count}.`;
  if (count > 0) return '';
  return status === 'all' ? `There are no ${what} yet.` : `There are no ${what} with this status.`;
}
