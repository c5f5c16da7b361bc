// Every page by an address that leads to it, for specs that walk all of them.

import { expect, type Page } from '@playwright/test';

export interface NamedPage {
  readonly name: string;
  readonly path: string;
}

interface Found {
  readonly token: string;
  readonly claimRef: string;
  readonly role: string;
  readonly npi: string;
  readonly topPart: string | null;
}

interface ReportFound {
  readonly month: string;
  readonly edition: number;
}

/** A token of the right form that no ledger holds. */
export const NOBODY = `kabc_${'A'.repeat(24)}`;

export async function allPages(page: Page): Promise<readonly NamedPage[]> {
  const first = async (path: string): Promise<Found> =>
    (await rowsOf<Found>(page, path, 'rows'))[0] as Found;
  const { token } = await first('/api/beneficiaries?limit=1');
  const { claimRef } = await first('/api/claims?limit=1&attention=any');
  const { role, npi, topPart } = await first('/api/providers');
  const reports = await rowsOf<ReportFound>(page, '/api/reports', 'reports');
  return [
    { name: 'today', path: '/' },
    { name: 'beneficiaries', path: '/beneficiaries' },
    { name: 'beneficiary', path: `/beneficiaries/${token}` },
    { name: 'beneficiary by service date', path: `/beneficiaries/${token}?order=dos` },
    { name: 'claims', path: '/claims?attention=any' },
    { name: 'claim', path: `/claims/${claimRef}` },
    { name: 'providers', path: '/providers' },
    { name: 'provider', path: `/providers/${role}/${npi}?part=${topPart ?? 'early_kx'}` },
    { name: 'patterns', path: '/patterns' },
    { name: 'alerts', path: '/alerts' },
    { name: 'reports', path: '/reports' },
    ...reports
      .slice(0, 1)
      .map(({ month, edition }) => ({ name: 'report', path: `/reports/${month}/${edition}` })),
    { name: 'reference data', path: '/reference' },
    { name: 'ingest', path: '/ingest' },
    { name: 'settings', path: '/settings' },
    { name: 'a page that is not there', path: '/nothing' },
    { name: 'a beneficiary who is not there', path: `/beneficiaries/${NOBODY}` },
  ];
}

/** What the API lists under a name, asked by the person who is signed in. */
function rowsOf<Row>(page: Page, path: string, list: string): Promise<readonly Row[]> {
  return page.evaluate(
    async ([asked, name]) => {
      const response = await fetch(asked);
      return ((await response.json()) as Readonly<Record<string, readonly Row[]>>)[name] ?? [];
    },
    [path, list] as const,
  );
}

/** Opened, and everything on it has come. */
export async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await expect(page.getByRole('status').filter({ hasText: /^\s*Loading$/ })).toHaveCount(0);
}
