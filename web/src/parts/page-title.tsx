// The heading of a page; the window's title says the kind of page, never who or what is on it.
// After a step to another page the heading takes the focus: a screen reader says where one is, and
// the next Tab goes on from there. On the first page the skip link comes first.

import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'wouter';

export interface PageTitleProps {
  /** For the window: `Beneficiary`, not which one. */
  readonly kind: string;
  readonly children?: ReactNode;
  readonly below?: ReactNode;
}

/** Where the heading stood last; null before the first page. */
let lastPath: string | null = null;

export function PageTitle({ kind, children, below }: PageTitleProps) {
  const [path] = useLocation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${kind} - KXRay`;
  }, [kind]);
  useEffect(() => {
    if (lastPath !== null && lastPath !== path) {
      window.scrollTo(0, 0);
      heading.current?.focus();
    }
    lastPath = path;
  }, [path]);
  return (
    <div>
      <h1 className="kx-title" ref={heading} tabIndex={-1}>
        {children ?? kind}
      </h1>
      {below !== undefined && <p className="kx-quiet">{below}</p>}
    </div>
  );
}
