/** What a command does, or would do, with a post. */
export interface Action {
  what:
    | 'create'
    | 'update'
    | 'link'
    | 'unpublish'
    | 'write'
    | 'same'
    | 'ahead'
    | 'behind'
    | 'gone'
    | 'elsewhere'
    | 'conflict'
    | 'refused';
  /** Of the file, or the address of a post that has none. */
  path: string;
  /** For people. */
  note?: string;
}

const notes: Partial<Record<Action['what'], string>> = {
  link: 'the same as the post, which is now kept in this file',
  ahead: 'changed since the last push: npm run content -- push',
  behind: 'changed on the site: npm run content -- pull',
  gone: 'the file is gone: --prune unpublishes the post',
  elsewhere: 'no file has this post: npm run content -- pull',
};

export interface Report {
  actions: Action[];
  /** What is worth knowing about files, with their lines. */
  notes: string[];
  /** Nothing was done. */
  isPlan: boolean;
}

/** 1 for an error, 2 for a conflict. */
export function exitCode(actions: Action[]): 0 | 1 | 2 {
  if (actions.some(({ what }) => what === 'refused')) return 1;
  return actions.some(({ what }) => what === 'conflict') ? 2 : 0;
}

export function asText({ actions, notes: remarks, isPlan }: Report): string {
  const shown = actions.filter(({ what }) => what !== 'same');
  const width = Math.max(0, ...shown.map(({ what }) => what.length));
  const lines = shown.map(({ what, path, note = notes[what] }) =>
    note === undefined
      ? `${what.padEnd(width)}  ${path}`
      : `${what.padEnd(width)}  ${path}: ${note}`,
  );
  lines.unshift(...remarks);
  const same = actions.length - shown.length;
  if (same > 0 || shown.length === 0) lines.push(`${same} unchanged`);
  const isWork = shown.some(({ what }) => /^(create|update|link|unpublish|write)$/.test(what));
  if (isPlan && isWork) lines.push('', 'Nothing is done yet. Add --yes to do it.');
  return lines.join('\n');
}

export function asJson(report: Report): string {
  return JSON.stringify({ ...report, exitCode: exitCode(report.actions) });
}
