import type { Static } from '@sinclair/typebox';
import type { ComponentChildren } from 'preact';
import type { Overview } from '../../app/features/analytics/schemas.ts';
import { countryName, deviceName, goalName, pageName, referrerName } from './names.ts';
import { Panel } from './panel.tsx';
import { Ranking } from './ranking.tsx';
import type { Row } from './ranking-rows.ts';
import type { Parts } from './use-dashboard.ts';
import { counted } from './words.ts';

type Data = Static<typeof Overview>;
type Breakdown = 'paths' | 'referrers' | 'countries' | 'devices';

const breakdowns: {
  of: Breakdown;
  title: string;
  column: string;
  nameOf: (name: string) => string;
}[] = [
  { of: 'paths', title: 'First pages', column: 'Pages', nameOf: pageName },
  { of: 'referrers', title: 'Where they came from', column: 'Referrers', nameOf: referrerName },
  { of: 'countries', title: 'Countries', column: 'Countries', nameOf: countryName },
  { of: 'devices', title: 'Devices', column: 'Devices', nameOf: deviceName },
];

/** Visitors by page, referrer, country, device and goal. */
export function Breakdowns({
  overview,
  isSilent,
}: {
  overview: Parts['overview'];
  isSilent: boolean;
}) {
  const panel = (title: string, children: (data: Data) => ComponentChildren) => (
    <Panel key={title} title={title} numbers={overview} isSilent={isSilent}>
      {children}
    </Panel>
  );
  return (
    <>
      {breakdowns.map(({ of, title, column, nameOf }) =>
        panel(title, (data) => (
          <Ranking
            unit="visitors"
            of={column}
            whole={data.visitors}
            rows={data[of].map((one) => rowOf(one, nameOf, of === 'paths'))}
            imported={data.imported.map((one) => ({
              source: one.source,
              rows: one[of].map((row) => rowOf(row, nameOf, false)),
            }))}
            empty="Nobody visited in these days."
          />
        )),
      )}
      {panel('Goals', (data) => (
        <Ranking
          unit="visitors"
          of="Goals"
          rows={data.goals.map((one) => rowOf(one, goalName, false))}
          empty="Nobody opened the PDF or followed a contact link in these days."
        />
      ))}
    </>
  );
}

/** What the parts add up to, and why. */
export function PartsNote({ visitors }: { visitors: number }) {
  return (
    <p class="quiet">
      Each visitor counts once a day, by the first visit, so pages, referrers, countries and devices
      each add up to {counted(visitors, 'visitors')}. Goals do not: a visitor may reach several, or
      none.
    </p>
  );
}

function rowOf(
  { name, visitors }: { name: string; visitors: number },
  nameOf: (name: string) => string,
  isPath: boolean,
): Row {
  const isLinked = isPath && name.startsWith('/');
  return { key: name, name: nameOf(name), value: visitors, ...(isLinked && { href: name }) };
}
