import { test } from 'tap';
import { isBrowser } from '../../app/features/visitors/browser.ts';
import { bots, people } from '../support/agents.ts';

for (const [device, agents] of Object.entries(people)) {
  test(`an agent of people’s browsers is a browser’s: ${device}`, (t) => {
    for (const agent of agents) t.equal(isBrowser(agent), true, agent);
    t.end();
  });
}

for (const [what, agents] of Object.entries(bots)) {
  test(`an agent of another client is not: ${what}`, (t) => {
    for (const agent of agents) t.equal(isBrowser(agent), false, agent);
    t.end();
  });
}

test('the tables are large, and name nothing twice', (t) => {
  for (const [table, atLeast] of [
    [people, 80],
    [bots, 140],
  ] as const) {
    const agents = Object.values(table).flat();
    t.ok(agents.length >= atLeast, `${agents.length}`);
    t.equal(new Set(agents).size, agents.length);
  }
  t.end();
});
