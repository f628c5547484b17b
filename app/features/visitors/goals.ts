/** What a visitor may do on the page that the owner cares about: the PDF, and the links to contact them. */
export const goals = ['pdf', 'email', 'phone', 'linkedin', 'github', 'link'] as const;
export type Goal = (typeof goals)[number];

const letter = 'G';

/** The counter of a goal in the tree of pairs. */
export function goalCounter(goal: Goal): string {
  return letter + goal;
}

/** How many visitors reached each goal, from the counters of the tree of pairs. */
export function goalsIn(counters: ReadonlyMap<string, number> = new Map()): Record<string, number> {
  const found = [...counters].filter(([name]) => name.startsWith(letter));
  return Object.fromEntries(found.map(([name, count]) => [name.slice(letter.length), count]));
}
