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

interface Page {
  readonly path: string;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
  readonly Content: ComponentType;
}

function page(path: string, component: () => Promise<ComponentType>): Page {
  const load = async () => ({ default: await component() });
  return { path, load, Content: lazy(load) };
}

const PAGES: readonly Page[] = [
  page('/', async () => (await import('./pages/today/today.js')).Today),
  page(
    '/beneficiaries',
    async () => (await import('./pages/beneficiaries/beneficiaries.js')).Beneficiaries,
  ),
  page(
    '/beneficiaries/:token',
    async () => (await import('./pages/beneficiary/beneficiary.js')).Beneficiary,
  ),
  page('/claims', async () => (await import('./pages/claims/claims.js')).Claims),
  page('/claims/:claimRef', async () => (await import('./pages/claim/claim.js')).Claim),
  page('/providers', async () => (await import('./pages/providers/providers.js')).Providers),
  page(
    '/providers/:role/:npi',
    async () => (await import('./pages/provider/provider.js')).Provider,
  ),
  page('/patterns', async () => (await import('./pages/patterns/patterns.js')).Patterns),
  page('/alerts', async () => (await import('./pages/alerts/alerts.js')).Alerts),
  page('/reports', async () => (await import('./pages/reports/reports.js')).Reports),
  page('/reports/:month/:edition', async () => (await import('./pages/report/report.js')).Report),
  page('/reference', async () => (await import('./pages/reference/reference.js')).Reference),
  page('/ingest', async () => (await import('./pages/ingest/ingest.js')).Ingest),
  page('/settings', async () => (await import('./pages/settings/settings.js')).Settings),
];

/** Begins to load the page of an address, while it is still found out who is there. */
export function loadAhead(address: string): void {
  const parts = address.split('/');
  const isOf = ({ path }: Page): boolean => {
    const own = path.split('/');
    return (
      own.length === parts.length &&
      own.every((part, at) => part.startsWith(':') || part === parts[at])
    );
  };
  // What fails here fails again, and is told, where the page is shown.
  PAGES.find(isOf)
    ?.load()
    .catch(() => undefined);
}

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
  if (isOut || me.error?.status === 401) return <SignedOut signIn={signIn} />;
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
            {PAGES.map(({ path, Content }) => (
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
