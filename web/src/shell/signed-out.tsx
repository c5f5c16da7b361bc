// What stands there when nobody is signed in, or the session has ended.

import { useEffect, useRef } from 'react';
import { PlainButton } from '../parts/plain-button.js';
import type { SignIn } from '../session/sign-in.js';

export function SignedOut({ signIn }: { readonly signIn: SignIn }) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that led here is gone, and the focus with it.
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className="kx-main">
      <h1 ref={heading} tabIndex={-1}>
        Signed out
      </h1>
      {signIn.kind === 'link' ? (
        <p>
          Nobody is signed in, or the session has ended. Start <code>kxray serve</code> again: it
          prints a link that signs you in once.
        </p>
      ) : (
        <p>
          <PlainButton words="Sign in again" onClick={() => void signIn.again()} />
        </p>
      )}
    </main>
  );
}
