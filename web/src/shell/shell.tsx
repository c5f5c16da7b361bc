// The frame of every page: search, who is there, navigation, and a word when the figures are older
// than the ledger. Our own navigation: the library's has a known fault on narrow screens.

import { useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { Me } from '../../../lib/api/contract/session.js';
import { chooseTheme, type Theme } from '../theme.js';
import { FreshnessNote } from './freshness-note.js';
import { NewFiguresNote } from './new-figures-note.js';
import { SearchBox } from './search-box.js';

interface NavigationItem {
  readonly path: string;
  readonly title: string;
  readonly route: string;
}

const NAVIGATION: readonly NavigationItem[] = [
  { path: '/', title: 'Today', route: 'today' },
  { path: '/beneficiaries', title: 'Beneficiaries', route: 'listBeneficiaries' },
  { path: '/claims', title: 'Claims', route: 'listClaims' },
  { path: '/providers', title: 'Providers', route: 'listProviders' },
  { path: '/patterns', title: 'Patterns', route: 'patterns' },
  { path: '/alerts', title: 'Alerts', route: 'alerts' },
  { path: '/reports', title: 'Reports', route: 'listReports' },
  { path: '/reference', title: 'Reference data', route: 'reference' },
  { path: '/ingest', title: 'Ingest', route: 'listJobs' },
  { path: '/settings', title: 'Settings', route: 'settings' },
];

export interface ShellProps {
  readonly me: Me | undefined;
  readonly startsWith: Theme;
  readonly onSignOut: () => void;
  readonly children: ReactNode;
}

export function Shell({ me, startsWith, onSignOut, children }: ShellProps) {
  const [theme, setTheme] = useState(startsWith);
  const other: Theme = theme === 'light' ? 'dark' : 'light';
  const change = (): void => {
    chooseTheme(other);
    setTheme(other);
  };
  return (
    <div className="kx-shell">
      <header className="kx-top">
        <a className="kx-skip" href="#main">
          Skip to the page
        </a>
        <Link className="kx-brand" href="/">
          KXRay
        </Link>
        {me?.routes.includes('lookUp') === true && <SearchBox />}
        <div className="kx-who">
          <button type="button" className="kx-plain" onClick={change}>
            {other === 'dark' ? 'Dark' : 'Light'}
          </button>
          {me !== undefined && (
            <>
              <span>
                {me.userId} ({me.role})
              </span>
              <button type="button" className="kx-plain" onClick={onSignOut}>
                Sign out
              </button>
            </>
          )}
        </div>
      </header>
      <Rail routes={me?.routes ?? []} />
      <main className="kx-main" id="main" tabIndex={-1}>
        <NewFiguresNote freshness={me?.freshness} />
        <div className="kx-stack">
          {me !== undefined && <FreshnessNote freshness={me.freshness} />}
          {children}
        </div>
      </main>
    </div>
  );
}

function Rail({ routes }: { readonly routes: readonly string[] }) {
  const [path] = useLocation();
  const [isOpen, setOpen] = useState(false);
  const items = NAVIGATION.filter(({ route }) => routes.includes(route));
  return (
    <nav className="kx-rail" aria-label="Pages" data-open={isOpen ? 'yes' : 'no'}>
      <button
        type="button"
        className="kx-plain kx-menu"
        aria-expanded={isOpen}
        aria-controls="pages"
        onClick={() => setOpen(!isOpen)}
      >
        Menu
      </button>
      <ul id="pages">
        {items.map((item) => (
          <li key={item.path}>
            <Link
              href={item.path}
              aria-current={isCurrent(item.path, path) ? 'page' : undefined}
              onClick={() => setOpen(false)}
            >
              {item.title}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function isCurrent(item: string, path: string): boolean {
  return item === '/' ? path === '/' : path === item || path.startsWith(`${item}/`);
}
