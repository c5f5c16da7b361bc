// What stands there when nobody is signed in, or the session has ended.

import type { SignIn } from '../session/sign-in.js';

export function SignedOut({ kind }: { readonly kind: SignIn['kind'] }) {
  return (
    <main className="kx-main">
      <h1>Signed out</h1>
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
