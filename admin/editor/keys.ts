/** Ctrl+S, or ⌘S. */
export function isSave(event: KeyboardEvent): boolean {
  const isOnly = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  return isOnly && event.key.toLowerCase() === 's';
}
