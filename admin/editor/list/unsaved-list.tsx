import { href } from '../../address.ts';
import { useStore } from '../../api/store.ts';
import { useLoad } from '../../api/use-load.ts';
import { localTime } from '../dates.ts';
import { kinds } from '../kinds.ts';
import { ended, unsavedTexts } from '../saving/journal.ts';

/** Leads to the texts of earlier visits that were not saved. */
export function UnsavedList() {
  // An editor that was left may still write.
  const { data = [] } = useLoad(`${useStore(ended)}`, unsavedTexts);
  if (data.length === 0) return null;
  return (
    <div class="unsaved">
      <p>Unsaved text in this browser:</p>
      <ul>
        {data.map(({ editor, kind, id, values, at }) => (
          <li key={editor}>
            <a href={href(`content/${kind}/${id ? encodeURIComponent(id) : 'new'}`)}>
              <bdi>{String(values[kinds[kind].title] || `Untitled ${kinds[kind].one}`)}</bdi>
            </a>
            , {localTime(at)}
          </li>
        ))}
      </ul>
    </div>
  );
}
