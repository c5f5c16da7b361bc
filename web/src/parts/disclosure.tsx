// A part that is folded away, and not drawn before somebody opens it: what nobody reads costs a
// page nothing. Once opened it stays as it was left.

import { useState, type ReactNode } from 'react';

export interface DisclosureProps {
  readonly summary: string;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Disclosure({ summary, className, children }: DisclosureProps) {
  const [wasOpened, setOpened] = useState(false);
  return (
    <details
      className={className}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setOpened(true);
      }}
    >
      <summary>{summary}</summary>
      {wasOpened && children}
    </details>
  );
}
