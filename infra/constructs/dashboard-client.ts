// The dashboard as an app of the user pool: a page in a browser, which can keep no secret. It gets
// tokens by authorization code only, with PKCE: Cognito checks the code's verifier for whoever sent
// a challenge, and the page always sends one. Tokens are short, so that a role taken away is gone.

import { Duration } from 'aws-cdk-lib';
import {
  ClientAttributes,
  OAuthScope,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  type IUserPool,
} from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { TENANT_ATTRIBUTE } from './sign-in.js';

export interface DashboardClientProps {
  readonly pool: IUserPool;
  /** Where the dashboard is served, such as `https://kxray.example.org`; at least one. */
  readonly origins: readonly string[];
}

const TOKEN_MINUTES = 30;
/** A working day; then the second factor is asked for again. */
const SESSION_HOURS = 12;

export class DashboardClient extends UserPoolClient {
  constructor(scope: Construct, id: string, { pool, origins }: DashboardClientProps) {
    super(scope, id, {
      userPool: pool,
      generateSecret: false,
      // None but the refresh: a password goes to the sign-in page and to nothing of ours. One must
      // be named, as naming none leaves Cognito's defaults.
      authFlows: { userPassword: false },
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false },
        // Asked for alone: with another scope beside it, Cognito leaves the tenant out of the
        // token.
        scopes: [OAuthScope.OPENID],
        callbackUrls: origins.map((origin) => `${origin}/`),
        logoutUrls: origins.map((origin) => `${origin}/`),
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(TOKEN_MINUTES),
      idTokenValidity: Duration.minutes(TOKEN_MINUTES),
      refreshTokenValidity: Duration.hours(SESSION_HOURS),
      readAttributes: new ClientAttributes()
        .withStandardAttributes({ email: true, emailVerified: true, fullname: true })
        .withCustomAttributes(TENANT_ATTRIBUTE),
      // Given, as all attributes are writable when none is.
      writeAttributes: new ClientAttributes().withStandardAttributes({ fullname: true }),
    });
  }
}
