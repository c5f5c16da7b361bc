// The API over stores in memory, with two tenants of which one has claims: for tests of who may
// call what. The principal of a request stands in a header, as a host would find it in a session.

import type { ApiPorts } from '../../lib/api/api-ports.js';
import { createApi } from '../../lib/api/create-api.js';
import type { Principal, Role } from '../../lib/api/principal.js';
import { DEFAULT_FOLD_SETTINGS } from '../../lib/domain/fold-settings.js';
import { toIsoDay } from '../../lib/domain/day.js';
import {
  beneficiaryTable,
  beneficiaryTablePage,
} from '../../lib/pipeline/pages/beneficiary-table.js';
import { movePageSet, putPage, type PageSet } from '../../lib/pipeline/pages/page-store.js';
import { providerBucket } from '../../lib/pipeline/pages/provider-pages.js';
import { createTokenizer } from '../../lib/pipeline/tokenizer.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import type { SettingsChange } from '../../lib/ports/settings-store.js';
import { memoryObjects } from '../pipeline/reports/memory-objects.js';
import { fakeLedgerStore } from '../support/fake-ledger-store.js';

export const OWNER = 'owner';
export const OTHER = 'other';
export const TOKEN = 'kabc1234_AAAAAAAAAAAAAAAAAAAAAAAA';
const PAGES_ID = '0'.repeat(24);
export const NOW = '2026-06-30T12:00:00.000Z';

export interface ApiFixture {
  readonly objects: ObjectStore;
  readonly settings: SettingsChange[];
  readonly fetch: (call: FixtureCall) => Promise<Response>;
}

export interface FixtureCall {
  readonly method?: string;
  readonly path: string;
  readonly principal?: Principal | null;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function principalOf(role: Role, tenantId = OWNER): Principal {
  return { tenantId, userId: `${role}-person`, role };
}

export async function apiFixture(
  limits: { lookUpsPerMinute?: number } = {},
  more: Partial<ApiPorts> = {},
): Promise<ApiFixture> {
  const objects = memoryObjects();
  const settings: SettingsChange[] = [];
  await storePages(objects);
  const ports = portsOf(objects, settings);
  const actions = { ...ports.actions, ...more.actions };
  const app = createApi(
    { ...ports, ...more, actions },
    {
      host: 'embedded',
      maxUploadBytes: 1_000,
      authenticate: (request) => {
        const stated = request.headers.get('x-test-principal');
        return Promise.resolve(stated === null ? null : (JSON.parse(stated) as Principal));
      },
      ...limits,
    },
  );
  return {
    objects,
    settings,
    fetch: async ({ method = 'GET', path, principal = null, body, headers = {} }) =>
      app.request(path, {
        method: method.toUpperCase(),
        headers: {
          ...(principal === null ? {} : { 'x-test-principal': JSON.stringify(principal) }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}

function portsOf(objects: ObjectStore, settings: SettingsChange[]): ApiPorts {
  const ledger = fakeLedgerStore();
  const reference = { contractors: new Map() } as never;
  return {
    objects,
    quarantine: {
      put: () => Promise.resolve(),
      list: () => Promise.resolve([]),
      counts: () => Promise.resolve({ claims: 0, lines: 0, files: 0, lists: 0 }),
      open: () => Promise.resolve(null),
      remove: () => Promise.resolve(),
    },
    settings: {
      read: () => Promise.resolve({ version: settings.length, changes: settings }),
      append: (_, change) => {
        settings.push(change);
        return Promise.resolve();
      },
    },
    clock: { now: () => NOW, today: () => toIsoDay('2026-06-30') },
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    openTenant: (tenantId) =>
      Promise.resolve({
        tenantId,
        ledger,
        tokens: createTokenizer(tenantId, { keyId: 'abc1234', key: Buffer.alloc(32, 7) }),
        context: { reference, settings: DEFAULT_FOLD_SETTINGS },
      }),
    actions: {
      reference: () => Promise.resolve({ version: 'v', thresholds: [], notices: [], counts: {} }),
      enterAmount: () => Promise.resolve(),
      partLines: () => Promise.resolve({ kind: 'pending' }),
    },
  };
}

async function storePages(objects: ObjectStore): Promise<void> {
  const place = { tenantId: OWNER, objects };
  const set: PageSet = {
    format: 1,
    pagesId: PAGES_ID,
    snapshotId: 's',
    runId: 'r',
    asOf: toIsoDay('2026-06-30'),
    dataThrough: toIsoDay('2026-05-31'),
    builtAt: NOW,
    years: [2026],
    claimParts: [{ page: 'claims-2026-05-0000', year: 2026, month: '2026-05', claims: 3 }],
    previousId: null,
  };
  const standing = (cents: number) => ({ ...STANDING, accumulatedCents: cents });
  const rows = [1, 2, 3].map((at) => ({
    token: `${TOKEN.slice(0, -1)}${at}`,
    year: 2026,
    groups: { PT_SLP: standing(at * 1_000), OT: null },
    lastServiceDate: '2026-05-01',
    providers: 1,
  }));
  await putPage(
    place,
    { pagesId: PAGES_ID, page: beneficiaryTablePage(2026) },
    beneficiaryTable(2026, rows),
  );
  const claims = [3, 2, 1].map((at) => ({ claimRef: `ref${at}`, missingLines: at % 2 }));
  await putPage(place, { pagesId: PAGES_ID, page: 'claims-2026-05-0000' }, claims);
  const provider = { period: { from: '2025-06-01', to: '2026-05-31' }, patterns: [FINDING] };
  const bucket = { 'rendering 1234567893': provider };
  await putPage(place, { pagesId: PAGES_ID, page: providerBucket('1234567893') }, bucket);
  await movePageSet(place, set);
}

const FINDING = { pattern: 'early_kx', role: 'rendering', npi: '1234567893' };

const STANDING = {
  lines: 1,
  kxLines: 0,
  missingLines: 0,
  earlyLines: 0,
  attentionLines: 0,
  deniedLines: 0,
  outsideCents: 0,
  kxThresholdCents: 248_000,
  reviewThresholdCents: 300_000,
  reviewExposedCents: 0,
  isLowerBound: true,
  zone: 'below_kx' as const,
};
