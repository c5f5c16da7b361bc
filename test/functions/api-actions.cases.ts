// What the API of the aws host does beside reading pages: the lines behind a part, alerts, amounts
// that take two people.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { readTenantRules } from '../../functions/common/ledger-context.js';
import type { AlertsAnswer } from '../../lib/api/contract/alerts.js';
import type { PartLinesAnswer, ProvidersAnswer } from '../../lib/api/contract/providers.js';
import type { AmountProposal } from '../../lib/api/contract/reference.js';
import { PARTITIONS } from '../../lib/pipeline/alerts/alert-records.js';
import { TENANT } from '../support/aws-host.js';
import { apiWorkspace, type ApiWorkspace } from './api-workspace.js';

let workspace: ApiWorkspace;

beforeAll(async () => {
  workspace = await apiWorkspace();
});

async function partPath(): Promise<{ readonly npi: string; readonly path: string }> {
  const { rows } = (await workspace.ask({ path: '/api/providers' })).json<ProvidersAnswer>();
  const { npi, detected } = rows.find((row) => row.detected.length > 0) ?? rows[0] ?? {};
  return { npi: npi ?? '', path: `/api/providers/rendering/${npi}/parts/${detected?.[0]}/lines` };
}

describe('the lines behind a part', () => {
  it('are asked for without waiting, and read from one object from then on', async () => {
    const { host, ask } = workspace;
    const { npi, path } = await partPath();
    const statuses: number[] = [];
    do statuses.push((await ask({ path })).status);
    while (statuses.at(-1) === 202 && statuses.length < 20);
    const found = (await ask({ path })).json<PartLinesAnswer>();

    expect(statuses.slice(0, 2)).toEqual([202, 202]);
    expect(statuses.at(-1)).toBe(200);
    expect(found.lines).toHaveLength(found.total);
    expect(new Set(found.lines.map(({ renderingNpi }) => renderingNpi))).toEqual(new Set([npi]));
    expect(found.lines[0]?.claimRef).toMatch(/^[\w-]{24}$/);
    const kept = [...host.s3.objects.keys()].filter((key) => key.includes('/lines-'));
    expect(kept).toEqual([expect.stringContaining(`tenant=${TENANT}/pages/set=`)]);
  });

  it.each([
    ['of a provider who is not there', '/api/providers/rendering/9999999999/parts/early_kx/lines'],
    ['of a pattern that is none', '/api/providers/rendering/9999999999/parts/guess/lines'],
  ])('%s are not found', async (_, path) => {
    expect([400, 404]).toContain((await workspace.ask({ path })).status);
  });
});

describe('alerts', () => {
  const ENDPOINT = 'ep_1';
  const AT = '2026-06-01T00:00:00.000Z';

  beforeAll(async () => {
    const { alerts } = workspace.host.api.stores(TENANT);
    const endpoint = {
      endpointId: ENDPOINT,
      url: 'https://hooks.example.org/secret-path',
      description: 'billing',
      createdAt: AT,
      filter: { types: [], npis: [], minimumCents: 0 },
      fields: [],
      baa: null,
      disabled: null,
      secrets: [],
    };
    const event = {
      kind: 'digest',
      eventId: 'ev_1',
      createdAt: AT,
      endpointId: ENDPOINT,
      reasons: ['first_load'],
      events: 3,
      counts: [],
    };
    const dead = {
      eventId: 'ev_1',
      orderKey: 'o',
      attempts: 9,
      at: AT,
      status: null,
      reason: null,
    };
    const shelves = [
      { partition: PARTITIONS.endpoints, key: ENDPOINT, value: endpoint },
      { partition: PARTITIONS.events, key: 'ev_1', value: event },
      { partition: PARTITIONS.dead(ENDPOINT), key: 'ev_1', value: dead },
    ];
    await alerts.commit(
      TENANT,
      shelves.map((shelf) => ({ ...shelf, expected: 0 })),
    );
  });

  async function listed(tenantId = TENANT): Promise<AlertsAnswer> {
    return (await workspace.ask({ path: '/api/alerts', tenantId })).json<AlertsAnswer>();
  }

  it('are listed with what became of them, and no more of an address than its host', async () => {
    expect(await listed()).toMatchObject({
      events: [{ eventId: 'ev_1', deliveries: [{ endpoint: ENDPOINT, state: 'dead' }] }],
      endpoints: [{ endpointId: ENDPOINT, url: 'hooks.example.org', state: 'on' }],
    });
  });

  it("are another tenant's to see for that tenant only", async () => {
    expect(await listed('other')).toEqual({ events: [], endpoints: [] });
  });

  it('that were given up are tried again by the door that calls webhooks', async () => {
    const { ask, host } = workspace;
    const path = '/api/alerts/redrive';
    const of = async (tenantId: string) =>
      (await ask({ method: 'POST', path, role: 'admin', tenantId })).json<unknown>();

    expect((await ask({ method: 'POST', path, role: 'analyst' })).status).toBe(403);
    expect(await of('other')).toEqual({ redriven: 0 });
    expect(await of(TENANT)).toEqual({ redriven: 1 });
    expect(host.told.map((body) => JSON.parse(body) as unknown)).toEqual(
      ['other', TENANT].map((tenantId) => ({ kind: 'deliver_due', tenantId })),
    );
    expect((await listed()).events[0]?.deliveries).toEqual([
      { endpoint: ENDPOINT, state: 'waiting' },
    ]);
  });
});

describe('an amount', () => {
  const PATH = '/api/reference/proposals';
  const BODY = {
    what: 'kx',
    year: 2027,
    group: 'both',
    cents: 255_000,
    source: 'CMS CR 99999',
    checkedOn: '2026-06-01',
  };

  async function kxOf(year: number) {
    const { settings } = workspace.host.api.stores(TENANT);
    const { context } = await readTenantRules(settings, TENANT);
    return context.reference.thresholds.get(year)?.kxCents;
  }

  it('counts for every door once a second person of the tenant approves it', async () => {
    const { ask } = workspace;
    const made = await ask({ method: 'POST', path: PATH, body: BODY });
    const { proposalId } = made.json<AmountProposal>();
    const decide = async (more: object): Promise<number> => {
      const path = `${PATH}/${proposalId}/decision`;
      return (await ask({ method: 'POST', path, body: { decision: 'approve' }, ...more })).status;
    };
    const before = await kxOf(2027);
    const statuses = [
      await decide({ role: 'analyst' }),
      await decide({ role: 'admin', userId: 'analyst-1' }),
      await decide({ role: 'reviewer', tenantId: 'other' }),
      await decide({ role: 'reviewer' }),
      await decide({ role: 'admin' }),
    ];

    expect(statuses).toEqual([403, 409, 404, 200, 409]);
    expect([before, await kxOf(2027)]).not.toEqual([before, before]);
    const { thresholds } = (await ask({ path: '/api/reference' })).json<{
      readonly thresholds: readonly { readonly year: number; readonly note: string }[];
    }>();
    expect(JSON.stringify(thresholds.find(({ year }) => year === 2027))).toContain('255000');
  });
});
