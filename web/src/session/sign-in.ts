// How people sign in, told by /config.json so that one build serves every stage: by a one-time link
// (embedded), or at Cognito's hosted pages with PKCE (aws). The library is loaded on aws only.

import { takeTokensFrom } from './identity-token.js';
import { forgetAnswers } from '../api/client.js';

interface LinkConfig {
  readonly signIn: 'link';
}

interface CognitoConfig {
  readonly signIn: 'cognito';
  /** https://cognito-idp.REGION.amazonaws.com/POOL */
  readonly issuer: string;
  /** https://DOMAIN.auth.REGION.amazoncognito.com */
  readonly domain: string;
  readonly clientId: string;
}

export type SignInConfig = LinkConfig | CognitoConfig;

export interface SignIn {
  readonly kind: SignInConfig['signIn'];
  /** Resolves once it is known who is there; on aws it may leave for the sign-in page. */
  start(): Promise<void>;
  /** Anew, when the API no longer takes what is there. */
  again(): Promise<void>;
  signOut(): Promise<void>;
}

export async function readSignIn(): Promise<SignIn> {
  const response = await fetch('/config.json');
  const config = (await response.json()) as SignInConfig;
  return config.signIn === 'cognito' ? cognitoSignIn(config) : linkSignIn();
}

function linkSignIn(): SignIn {
  return {
    kind: 'link',
    start: () => Promise.resolve(),
    again: () => Promise.resolve(),
    async signOut() {
      await fetch('/session/end', { method: 'POST', credentials: 'same-origin' });
      forgetAnswers();
    },
  };
}

async function cognitoSignIn(config: CognitoConfig): Promise<SignIn> {
  const { UserManager, WebStorageStateStore } = await import('oidc-client-ts');
  const { issuer, domain, clientId } = config;
  const home = `${window.location.origin}/`;
  const manager = new UserManager({
    authority: issuer,
    // Given in full: no discovery round trip, and the policy allows the two hosts only.
    metadata: {
      issuer,
      authorization_endpoint: `${domain}/oauth2/authorize`,
      token_endpoint: `${domain}/oauth2/token`,
      revocation_endpoint: `${domain}/oauth2/revoke`,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
    },
    client_id: clientId,
    redirect_uri: home,
    response_type: 'code',
    scope: 'openid',
    // Both end with the tab; the library would leave what it remembers of a sign-in in the browser.
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    stateStore: new WebStorageStateStore({ store: window.sessionStorage }),
  });
  const leave = () => {
    const { pathname, search } = window.location;
    return manager.signinRedirect({ state: `${pathname}${search}` });
  };
  takeTokensFrom(async () => (await manager.getUser())?.id_token ?? null);
  return {
    kind: 'cognito',
    async start() {
      const query = new URLSearchParams(window.location.search);
      if (query.has('code') && query.has('state')) {
        const back = await manager.signinCallback();
        window.history.replaceState(null, '', pageOf(back?.state));
      }
      const user = await manager.getUser();
      if (user === null || user.expired === true) await leave();
    },
    async again() {
      await manager.removeUser();
      await leave();
    },
    async signOut() {
      await manager.revokeTokens(['refresh_token']);
      await manager.removeUser();
      forgetAnswers();
      // Cognito's own parameters, not those of OpenID Connect.
      const query = new URLSearchParams({ client_id: clientId, logout_uri: home });
      window.location.assign(`${domain}/logout?${query.toString()}`);
      // The page is being left: nothing shall be asked or drawn anew until then.
      await new Promise<never>(() => undefined);
    },
  };
}

/** Where somebody was before they signed in: a page of ours, whatever the state says. */
function pageOf(state: unknown): string {
  return typeof state === 'string' && /^\/(?![/\\])/.test(state) ? state : '/';
}
