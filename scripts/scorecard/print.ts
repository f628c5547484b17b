import type { Result } from './step.ts';

export interface Card {
  title: string;
  url: string;
  steps: Result[];
}

/** The cards as text for a terminal: a line for each step, and one for each piece of evidence. */
export function asText(cards: Card[]): string {
  const all = cards.flatMap(({ steps }) => steps);
  const count = (status: string) => all.filter((one) => one.status === status).length;
  return [
    ...cards.map(card),
    `${count('done')} done, ${count('not done')} not done, ${count('not checkable here')} not checkable here`,
  ].join('\n\n');
}

function card({ title, url, steps }: Card): string {
  return [title, url, '', ...steps.flatMap(lines)].join('\n');
}

function lines({ id, title, status, evidence, note }: Result): string[] {
  return [
    `${status.padEnd(20)}${id.padStart(2)}  ${title}`,
    ...evidence.map(({ where, what, holds, reason }) => {
      const mark = holds === null ? '?' : holds ? '+' : '-';
      return `${' '.repeat(24)}${mark} ${where}: ${what}${reason ? ` (${reason})` : ''}`;
    }),
    ...(note ? [`${' '.repeat(26)}${note}`] : []),
  ];
}
