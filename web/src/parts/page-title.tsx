// The heading of a page; the window's title says the kind of page, never who or what is on it.

import { useEffect, type ReactNode } from 'react';

export interface PageTitleProps {
  /** For the window: `Beneficiary`, not which one. */
  readonly kind: string;
  readonly children?: ReactNode;
  readonly below?: ReactNode;
}

export function PageTitle({ kind, children, below }: PageTitleProps) {
  useEffect(() => {
    document.title = `${kind} - KXRay`;
  }, [kind]);
  return (
    <div>
      <h1 className="kx-title">{children ?? kind}</h1>
      {below !== undefined && <p className="kx-quiet">{below}</p>}
    </div>
  );
}
