import type { Parts } from './use-dashboard.ts';
import { counted } from './words.ts';

/** Before anyone was counted: how to be the first, and whether requests arrive at all. */
export function FirstVisit({ overview }: { overview: Parts['overview'] }) {
  const received = overview.data?.ledger.received;
  return (
    <div class="charts first">
      <h3>Nobody has visited yet</h3>
      <p>
        To see the counter work, open <a href="/">your site</a> on another device or in a private
        window: in a browser that you have left out in the <a href="#/settings">settings</a>, your
        own visits are not counted. Then load these numbers again; a visit appears within a minute.
      </p>
      {received === 0 && (
        <p>
          No request has reached the counter in these days. If it stays so after a visit, a content
          blocker in that browser may stop the script that counts.
        </p>
      )}
      {received !== undefined && received > 0 && (
        <p>
          The counter works: {counted(received, 'requests')} reached it, but none was a visit that
          counts. Below is why.
        </p>
      )}
    </div>
  );
}
