// Which page an address shows. Pages are loaded when they are first opened, each a folder of its
// own under pages/ (web/README.md tells how to add one).

import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState, type ComponentType } from 'react';
import { Route, Switch } from 'wouter';
import { useMe } from './api/use-api.js';
import { Loading } from './parts/loading.js';
import { PageTitle } from './parts/page-title.js';
import { PartBoundary } from './parts/part-boundary.js';
import { Shell } from './shell/shell.js';
import { SignedOut } from './shell/signed-out.js';
import type { SignIn } from './session/sign-in.js';
import type { Theme } from './theme.js';

type Page = ComponentType;

const PAGES: readonly (readonly [string, Page])[] = [
  ['/', lazy(async () => ({ default: (await import('./pages/today/today.js')).Today }))],
  [
    '/beneficiaries',
    lazy(async () => ({
      default: (await import('./pages/beneficiaries/beneficiaries.js')).Beneficiaries,
    })),
  ],
  [
    '/beneficiaries/:token',
    lazy(async () => ({
      default: (await import('./pages/beneficiary/beneficiary.js')).Beneficiary,
    })),
  ],
  ['/claims', lazy(async () => ({ default: (await import('./pages/claims/claims.js')).Claims }))],
  [
    '/claims/:claimRef',
    lazy(async () => ({ default: (await import('./pages/claim/claim.js')).Claim })),
  ],
  [
    '/providers',
    lazy(async () => ({ default: (await import('./pages/providers/providers.js')).Providers })),
  ],
  [
    '/providers/:role/:npi',
    lazy(async () => ({ default: (await import('./pages/provider/provider.js')).Provider })),
  ],
  [
    '/patterns',
    lazy(async () => ({ default: (await import('./pages/patterns/patterns.js')).Patterns })),
  ],
  ['/alerts', lazy(async () => ({ default: (await import('./pages/alerts/alerts.js')).Alerts }))],
  [
    '/reports',
    lazy(async () => ({ default: (await import('./pages/reports/reports.js')).Reports })),
  ],
  [
    '/reports/:month/:edition',
    lazy(async () => ({ default: (await import('./pages/report/report.js')).Report })),
  ],
  [
    '/reference',
    lazy(async () => ({ default: (await import('./pages/reference/reference.js')).Reference })),
  ],
  ['/ingest', lazy(async () => ({ default: (await import('./pages/ingest/ingest.js')).Ingest }))],
  [
    '/settings',
    lazy(async () => ({ default: (await import('./pages/settings/settings.js')).Settings })),
  ],
];

export function App({
  signIn,
  startsWith,
}: {
  readonly signIn: SignIn;
  readonly startsWith: Theme;
}) {
  const me = useMe();
  const client = useQueryClient();
  const [isOut, setOut] = useState(false);
  if (isOut || me.error?.status === 401) return <SignedOut kind={signIn.kind} />;
  const signOut = async (): Promise<void> => {
    await signIn.signOut();
    client.clear();
    setOut(true);
  };
  return (
    <Shell me={me.data} startsWith={startsWith} onSignOut={() => void signOut()}>
      <PartBoundary>
        <Suspense fallback={<Loading />}>
          <Switch>
            {PAGES.map(([path, Content]) => (
              <Route key={path} path={path}>
                <Content />
              </Route>
            ))}
            <Route>
              <PageTitle kind="There is no such page" />
              <p>
                <a href="/">Go to today</a>
              </p>
            </Route>
          </Switch>
        </Suspense>
      </PartBoundary>
    </Shell>
  );
}
