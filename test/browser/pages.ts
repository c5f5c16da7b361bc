// Every page by an address that leads to it, for specs that walk all of them.

import type { Page } from '@playwright/test';

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

/** A token of the right form that no ledger holds. */
export const NOBODY = `kabc_${'A'.repeat(24)}`;

export async function allPages(page: Page): Promise<readonly NamedPage[]> {
  const first = async (path: string): Promise<Found> =>
    page.evaluate(async (asked) => {
      const response = await fetch(asked);
      const { rows } = (await response.json()) as { readonly rows: readonly Found[] };
      return rows[0] as Found;
    }, path);
  const { token } = await first('/api/beneficiaries?limit=1');
  const { claimRef } = await first('/api/claims?limit=1&attention=any');
  const { role, npi, topPart } = await first('/api/providers');
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
    { name: 'reference data', path: '/reference' },
    { name: 'ingest', path: '/ingest' },
    { name: 'settings', path: '/settings' },
    { name: 'a page that is not there', path: '/nothing' },
    { name: 'a beneficiary who is not there', path: `/beneficiaries/${NOBODY}` },
  ];
}

export async function openPage(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
}
