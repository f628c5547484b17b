/** Replaces the text between the markers of `command` in a page. @throws {Error} without the markers. */
export function inserted(page: string, command: string, found: string): string {
  const [start, end] = [`<!-- ${command} -->`, '<!-- end -->'];
  const [before, rest] = page.split(start);
  // A page may have parts of several commands.
  const after = rest?.split(end).slice(1).join(end);
  if (!after) throw new Error(`The page lacks the markers ${start} and ${end}`);
  return `${before}${start}\n${found}\n${end}${after}`;
}
