// What stands there when nobody is signed in, or the session has ended.

import { useEffect, useRef } from 'react';
import type { SignIn } from '../session/sign-in.js';

export function SignedOut({ kind }: { readonly kind: SignIn['kind'] }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone, and the focus with it.
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="kx-main">
      <h1 ref={heading} tabIndex={-1}>
        Signed out
      </h1>
      {kind === 'link' ? (
        <p>
          Nobody is signed in, or the session has ended. Start <code>kxray serve</code> again: it
          prints a link that signs you in once.
        </p>
      ) : (
        <p>
          <a href="/">Sign in again</a>
        </p>
      )}
    </main>
  );
}
