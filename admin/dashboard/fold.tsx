import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** Something that the owner may open. It is not drawn before: a year has long tables. */
export function Fold({
  summary,
  children,
}: {
  summary: string;
  children: () => ComponentChildren;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {isOpen && children()}
    </details>
  );
}
