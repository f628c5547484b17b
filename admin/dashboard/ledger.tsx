import type { Static } from '@sinclair/typebox';
import type { Overview } from '../../app/features/analytics/schemas.ts';
import { ledgerParts } from './ledger-parts.ts';
import { counted, numberText, share } from './words.ts';

type LedgerData = Static<typeof Overview>['ledger'];

/** What became of every request that reached the counter: one bar, and its parts with their reasons. */
export function Ledger({ ledger }: { ledger: LedgerData }) {
  const { received } = ledger;
  const parts = ledgerParts(ledger);
  if (received === 0) return <p class="quiet">No request arrived in these days.</p>;
  const bar = (offset: number, value: number) => ({
    x: `${(offset / received) * 100}%`,
    width: `${Math.max((value / received) * 100, 0.2)}%`,
  });
  return (
    <>
      <p>
        {counted(received, 'requests')} arrived, {numberText(ledger.counted)} were counted as
        visitors.
      </p>
      <svg class="ledger-bar" width="100%" height="20" aria-hidden="true">
        {parts.map(
          ({ outcome, offset, value }) =>
            value > 0 && <rect key={outcome} class={outcome} height="20" {...bar(offset, value)} />,
        )}
      </svg>
      <ul class="ledger">
        {parts.map(({ outcome, name, sentence, value, offset }) => (
          <li key={outcome} class={value === 0 ? 'none' : undefined}>
            <b class="name">{name}</b>
            <span class="number">
              {numberText(value)} <small>{share(value, received)}</small>
            </span>
            <svg class="share" width="100%" height="4" aria-hidden="true">
              <rect class="track" width="100%" height="4" />
              {value > 0 && <rect class={outcome} height="4" {...bar(offset, value)} />}
            </svg>
            <span class="sentence">{sentence}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
