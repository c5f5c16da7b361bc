// Who may call what: every role on every route, nobody without a session, and nothing of another
// tenant. The table is data, so the test walks all of it.

import { describe, expect, it } from '@jest/globals';
import { ACCESS_TABLE, mayCall, ROUTE_IDS, type AccessRow } from '../../lib/api/access-table.js';
import { ROLES } from '../../lib/api/principal.js';
import { apiFixture, OTHER, OWNER, principalOf, TOKEN, type FixtureCall } from './api-fixture.js';

/** Written down a second time, in other words: what each role is for. */
const VIEWER_MAY = [
  'health',
  'document',
  'me',
  'today',
  'totals',
  'exposures',
  'listProviders',
  'patterns',
  'listReports',
  'reference',
  'listViews',
  'noteExport',
];
const ADMIN_ONLY = [
  'redriveAlerts',
  'addEndpoint',
  'changeEndpoint',
  'rotateEndpoint',
  'testEndpoint',
  'removeEndpoint',
  'changeSetting',
];
const NOT_FOR_ANALYSTS = ['decide', 'auditTrail', ...ADMIN_ONLY];
const NOT_FOR_REVIEWERS = [
  'enterSeed',
  'propose',
  'mendClaim',
  'receiveFile',
  'signUpload',
  'noteUpload',
  ...ADMIN_ONLY,
];

function callOf(row: AccessRow): FixtureCall {
  const path = row.path
    .replace('{token}', TOKEN)
    .replace('{claimRef}', 'A'.repeat(24))
    .replace('{role}', 'rendering')
    .replace('{npi}', '1234567893')
    .replace('{pattern}', 'early_kx')
    .replace('{proposalId}', '00000000-0000-4000-8000-000000000000')
    .replace('{reportId}', '2026-05.1')
    .replace('{file}', 'kxray-report-2026-05.pdf')
    .replace('{endpointId}', 'ep_0123456789ab')
    .replace('{line}', '1')
    .replace('{quarantineKey}', 'A'.repeat(24))
    .replace('{uploadId}', '2026-06-30.00000000-0000-4000-8000-000000000000')
    .replace('{viewId}', 'mine');
  return { method: row.method, path };
}

describe('the access table', () => {
  it.each(ROLES)('says what a %s may call', (role) => {
    const expected = ROUTE_IDS.filter((id) => {
      if (role === 'viewer') return VIEWER_MAY.includes(id);
      if (role === 'analyst') return !NOT_FOR_ANALYSTS.includes(id);
      return role === 'reviewer' ? !NOT_FOR_REVIEWERS.includes(id) : true;
    });

    expect(ROUTE_IDS.filter((id) => mayCall(id, role))).toEqual(expected);
  });

  it('audits every route that shows or changes something of a beneficiary', () => {
    const beneficiary = ROUTE_IDS.filter((id) =>
      /beneficiaries|claims|look-up|lines|quarantine|alerts/.test(ACCESS_TABLE[id].path),
    );
    const changes = ROUTE_IDS.filter((id) => ACCESS_TABLE[id].method !== 'get');

    expect([...beneficiary, ...changes].filter((id) => ACCESS_TABLE[id].audit === null)).toEqual(
      [],
    );
  });
});

describe.each(ROUTE_IDS)('route %s', (id) => {
  const row: AccessRow = ACCESS_TABLE[id];

  it('answers nobody without a session, unless it is for anyone', async () => {
    const { fetch } = await apiFixture();

    expect((await fetch(callOf(row))).status).toBe(row.roles === 'anyone' ? 200 : 401);
  });

  it.each(ROLES)('admits or refuses a %s as the table says', async (role) => {
    const { fetch } = await apiFixture();

    const { status } = await fetch({ ...callOf(row), principal: principalOf(role) });

    expect({ isRefused: status === 403, isServerError: status === 500 }).toEqual({
      isRefused: !mayCall(id, role),
      isServerError: false,
    });
  });
});

describe('another tenant', () => {
  it.each([
    ['the list of beneficiaries', '/api/beneficiaries', 503],
    ['the list of claims', '/api/claims', 503],
    ['a beneficiary by token', `/api/beneficiaries/${TOKEN}`, 404],
    ['a claim by reference', `/api/claims/${'A'.repeat(24)}`, 404],
    ['a provider', '/api/providers/rendering/1234567893', 503],
    ['a cursor of pages that are not its own', `/api/claims?cursor=${'0'.repeat(24)}.0.0`, 503],
  ])('does not see %s', async (_, path, status) => {
    const { fetch } = await apiFixture();

    const response = await fetch({ path, principal: principalOf('admin', OTHER) });

    expect(response.status).toBe(status);
  });

  it('has views and a trail of its own', async () => {
    const { fetch, objects } = await apiFixture();
    const body = { title: 'Mine', page: 'claims', query: { attention: 'early' } };
    await fetch({ method: 'put', path: '/api/views/mine', principal: principalOf('admin'), body });

    const seen = await fetch({ path: '/api/views', principal: principalOf('admin', OTHER) });
    const trail = await objects.list(`tenant=${OTHER}/audit/`);

    expect(await seen.json()).toEqual({ views: [] });
    expect(trail).toEqual([]);
    expect(await objects.list(`tenant=${OWNER}/audit/`)).toHaveLength(1);
  });
});
