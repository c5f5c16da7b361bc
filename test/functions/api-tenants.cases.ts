// Ids of one tenant in the hands of another: found nowhere, audited where the asker belongs.

import { beforeAll, describe, expect, it } from '@jest/globals';
import type { BeneficiariesAnswer } from '../../lib/api/contract/beneficiaries.js';
import type { ClaimsAnswer } from '../../lib/api/contract/claims.js';
import type { ProvidersAnswer } from '../../lib/api/contract/providers.js';
import { TENANT } from '../support/aws-host.js';
import { apiWorkspace, type ApiWorkspace } from './api-workspace.js';

let workspace: ApiWorkspace;
let paths: Readonly<Record<string, string>>;

beforeAll(async () => {
  workspace = await apiWorkspace();
  const { ask, host } = workspace;
  // The other tenant has pages too: "not built" must not be what keeps it out.
  for (const [key, stored] of Array.from(host.s3.objects)) {
    if (!key.startsWith(`tenant=${TENANT}/pages/`)) continue;
    const theirs = key.replace(TENANT, 'other');
    if (/current|providers\.json|today/.test(key)) host.s3.objects.set(theirs, stored);
  }
  const { rows } = (await ask({ path: '/api/beneficiaries' })).json<BeneficiariesAnswer>();
  const { rows: claims } = (await ask({ path: '/api/claims' })).json<ClaimsAnswer>();
  const { rows: providers } = (await ask({ path: '/api/providers' })).json<ProvidersAnswer>();
  const token = rows[0]?.token ?? '';
  const { npi, detected } = providers.find((row) => row.detected.length > 0) ?? {};
  paths = {
    beneficiary: `/api/beneficiaries/${token}`,
    whatIf: `/api/beneficiaries/${token}/what-if`,
    seeds: `/api/beneficiaries/${token}/seeds`,
    claim: `/api/claims/${claims[0]?.claimRef}`,
    provider: `/api/providers/rendering/${npi}`,
    part: `/api/providers/rendering/${npi}/parts/${detected?.[0]}/lines`,
  };
});

const WHAT_IF = { year: 2026, group: 'PT_SLP', visitsPerWeek: 2 };
const SEED = { kind: 'outside', year: 2026, group: 'OT', cents: 100, asOf: null, source: 'family' };

describe('what belongs to a tenant', () => {
  it.each([
    ['beneficiary', undefined],
    ['whatIf', WHAT_IF],
    ['seeds', SEED],
    ['claim', undefined],
    ['provider', undefined],
    ['part', undefined],
  ])('is there for it and for no other: %s', async (name, body) => {
    const { ask } = workspace;
    const path = paths[name] ?? '';
    const call = {
      path,
      role: 'admin',
      ...(body === undefined ? {} : { method: 'POST', body }),
    } as const;

    const own = await ask(call);
    const others = await ask({ ...call, tenantId: 'other' });

    expect([200, 202]).toContain(own.status);
    expect(others.status).toBe(404);
  });

  it('is no one’s without a token, or with one that names no tenant', async () => {
    const { ask } = workspace;
    const path = paths['beneficiary'] ?? '';

    expect((await ask({ path, tenantId: null })).status).toBe(401);
    expect((await ask({ path, tenantId: 'a/b' })).status).toBe(401);
  });

  it('is told to the trail of the asker, refused or not', async () => {
    const { host } = workspace;
    const trails = [...host.s3.objects.keys()].filter((key) => key.includes('/audit/'));

    expect(trails.filter((key) => key.startsWith('tenant=other/')).length).toBeGreaterThan(3);
    expect(trails.filter((key) => !/^tenant=(other|default)\//.test(key))).toEqual([]);
  });
});
