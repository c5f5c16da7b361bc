// What a page costs: objects and keys that its calls read and write on this host, counted at the
// clients: once with nothing in memory, and once again. The bounds are the budget, as the table in
// docs/dashboard.md has it; whoever needs more says so in both.

import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ClaimsAnswer } from '../../lib/api/contract/claims.js';
import type { ProvidersAnswer } from '../../lib/api/contract/providers.js';
import { TENANT } from '../support/aws-host.js';
import { apiWorkspace, type ApiWorkspace } from './api-workspace.js';
import { openAskApi } from './ask-api.js';
import { countCalls, type CallCounts } from './count-calls.js';

type Ids = Readonly<Record<'token' | 'claim' | 'npi', string>>;

let workspace: ApiWorkspace;
let ids: Ids;

beforeAll(async () => {
  workspace = await apiWorkspace();
  const { ask } = workspace;
  const { rows: claims } = (await ask({ path: '/api/claims' })).json<ClaimsAnswer>();
  const { rows: providers } = (await ask({ path: '/api/providers' })).json<ProvidersAnswer>();
  // Of somebody with one year of claims: each further year is a read more. Whose claim is listed
  // first depends on the token key, which is another one each time.
  const years = await Promise.all(claims.map(({ token }) => yearsOf(token)));
  const claim = claims[years.indexOf(1)];
  ids = {
    token: claim?.token ?? '',
    claim: claim?.claimRef ?? '',
    npi: providers[0]?.npi ?? '',
  };
});

async function yearsOf(token: string): Promise<number> {
  const { ledger } = workspace.host.api.stores(TENANT);
  const [chain] = await ledger.load([{ kind: 'chain', tenantId: TENANT, token }]);
  return chain?.kind === 'chain' ? chain.years.length : 0;
}

interface Budget {
  /** GETs and LISTs of S3. */
  readonly objects: number;
  /** Queries and batch reads of DynamoDB. */
  readonly keys: number;
  /** Objects written: entries of the audit trail. */
  readonly writes: number;
}

function costOf(counts: CallCounts): Budget {
  const sum = (pattern: RegExp): number =>
    Object.entries(counts)
      .filter(([name]) => pattern.test(name))
      .reduce((total, [, times]) => total + times, 0);
  const cost = {
    objects: sum(/^s3 (GetObject|HeadObject|ListObjectsV2)$/),
    keys: sum(/^dynamo (Query|BatchGetItem|GetItem)$/),
    writes: sum(/^s3 PutObject$/),
  };
  // Nothing that no column of the table counts.
  expect(sum(/./)).toBe(cost.objects + cost.keys + cost.writes);
  return cost;
}

function isWithin(cost: Budget, budget: Budget): boolean {
  const { objects, keys, writes } = budget;
  return cost.objects <= objects && cost.keys <= keys && cost.writes === writes;
}

const budget = (objects: number, keys: number, writes: number): Budget => {
  return { objects, keys, writes };
};

describe('the calls of a page', () => {
  it.each<[string, readonly ((of: Ids) => string)[], Budget, Budget]>([
    ['every page', [() => '/api/me'], budget(2, 0, 0), budget(2, 0, 0)],
    ['Today', [() => '/api/today'], budget(2, 1, 0), budget(1, 1, 0)],
    ['Beneficiaries', [() => '/api/beneficiaries'], budget(2, 0, 1), budget(1, 0, 1)],
    [
      'Beneficiary',
      [({ token }) => `/api/beneficiaries/${token}`],
      budget(0, 4, 1),
      budget(0, 4, 1),
    ],
    // The parts of at most six months, where the newest are small.
    ['Claims', [() => '/api/claims'], budget(7, 0, 1), budget(1, 0, 1)],
    ['Claim', [({ claim }) => `/api/claims/${claim}`], budget(2, 5, 1), budget(1, 5, 1)],
    ['Providers', [() => '/api/providers'], budget(2, 0, 0), budget(1, 0, 0)],
    [
      'Provider',
      [({ npi }) => `/api/providers/rendering/${npi}`],
      budget(2, 0, 0),
      budget(1, 0, 0),
    ],
    ['Patterns', [() => '/api/patterns'], budget(2, 0, 0), budget(1, 0, 0)],
    // And a batch read for each hundred events and endpoints.
    ['Alerts', [() => '/api/alerts'], budget(0, 4, 1), budget(0, 4, 1)],
    ['Reports', [() => '/api/reports'], budget(1, 0, 0), budget(1, 0, 0)],
    [
      'Reference',
      [() => '/api/reference', () => '/api/reference/proposals'],
      budget(0, 2, 0),
      budget(0, 2, 0),
    ],
    // Two days of notes, and four for each file that is not in yet.
    [
      'Ingest',
      [() => '/api/ingest/jobs', () => '/api/quarantine'],
      budget(8, 1, 1),
      budget(2, 1, 1),
    ],
    ['Settings', [() => '/api/settings'], budget(0, 1, 0), budget(0, 1, 0)],
    // An object each entry, a hundred at most.
    ['the audit trail', [() => '/api/audit'], budget(101, 0, 0), budget(101, 0, 0)],
    ['saved views', [() => '/api/views'], budget(51, 0, 0), budget(51, 0, 0)],
  ])('cost no more than the table says: %s', async (_, calls, first, again) => {
    const { host } = workspace;
    const ask = openAskApi(host.afresh());
    for (const bound of [first, again]) {
      const counter = countCalls(host.clients);
      for (const call of calls) {
        const { status } = await ask({ path: call(ids), role: 'admin' });
        expect(status).toBe(200);
      }
      const cost = costOf(counter.end());

      expect({ cost, isWithin: isWithin(cost, bound) }).toEqual({ cost, isWithin: true });
    }
  });

  it('are not asked again for another person of the tenant', async () => {
    const { host } = workspace;
    const ask = openAskApi(host.afresh());
    await ask({ path: '/api/providers', userId: 'one' });
    const counter = countCalls(host.clients);
    await ask({ path: '/api/providers', userId: 'two' });

    expect(counter.end()).toEqual({ 's3 GetObject': 1 });
  });
});
