// Endpoints of a tenant: where alerts go, what they may carry, and the secrets that sign them. A
// secret is shown once, when it is made; at rest it is sealed.

import { randomBytes } from 'node:crypto';
import type { EndpointFilter } from '../../domain/alerts/endpoint-filter.js';
import type { PayloadField } from '../../domain/alerts/payload-fields.js';
import type { AlertRecord } from '../../ports/alert-store.js';
import {
  allRecords,
  endpointSchema,
  loadRecord,
  PARTITIONS,
  type WebhookEndpoint,
} from './alert-records.js';
import {
  addMilliseconds,
  AlertConflictError,
  MAX_CONFLICTS,
  type AlertTools,
} from './alert-tools.js';
import { removeRecords } from './remove-records.js';

export interface EndpointFacts {
  readonly url: string;
  readonly description: string;
  readonly filter: EndpointFilter;
  readonly fields: readonly PayloadField[];
  /** Who recorded the agreement, and how it is known; null: none. */
  readonly baa: { readonly note: string; readonly recordedBy: string } | null;
}

export interface EndpointWithSecret {
  readonly endpoint: WebhookEndpoint;
  /** `whsec_...`; shown now and never again. */
  readonly secret: string;
}

export const MAX_ENDPOINTS = 20;
const SECRET_BYTES = 32;
const ID_BYTES = 6;

type EndpointTools = Pick<AlertTools, 'tenantId' | 'alerts' | 'seal' | 'clock'>;

export async function listEndpoints(
  tools: Pick<EndpointTools, 'tenantId' | 'alerts'>,
): Promise<readonly WebhookEndpoint[]> {
  const stored = await allRecords(tools, PARTITIONS.endpoints, endpointSchema);
  return stored.map(({ value }) => value);
}

/** Where nobody listens, what there is to tell waits in the ledger until somebody looks. */
export async function hasListeners(
  tools: Pick<EndpointTools, 'tenantId' | 'alerts'>,
): Promise<boolean> {
  return (await listEndpoints(tools)).length > 0;
}

export async function addEndpoint(
  tools: EndpointTools,
  facts: EndpointFacts,
): Promise<EndpointWithSecret | 'too_many'> {
  if ((await listEndpoints(tools)).length >= MAX_ENDPOINTS) return 'too_many';
  const endpointId = `ep_${randomBytes(ID_BYTES).toString('hex')}`;
  const now = tools.clock.now();
  const { secret, record } = await newSecret(tools, endpointId);
  const endpoint: WebhookEndpoint = {
    endpointId,
    url: facts.url,
    description: facts.description,
    createdAt: now,
    filter: {
      types: [...facts.filter.types],
      npis: [...facts.filter.npis],
      minimumCents: facts.filter.minimumCents,
    },
    fields: [...facts.fields],
    baa: facts.baa === null ? null : { ...facts.baa, recordedAt: now },
    disabled: null,
    secrets: [record],
  };
  const place = { partition: PARTITIONS.endpoints, key: endpointId };
  const change = { ...place, expected: 0, value: { ...endpoint } };
  if ((await tools.alerts.commit(tools.tenantId, [change])) === 'conflict') {
    throw new AlertConflictError();
  }
  return { endpoint, secret };
}

/** The old secrets sign beside the new one for as long as the receiver may need to change. */
export async function rotateSecret(
  tools: EndpointTools,
  endpointId: string,
  overlapMilliseconds: number,
): Promise<EndpointWithSecret | null> {
  const { secret, record } = await newSecret(tools, endpointId);
  const now = tools.clock.now();
  const until = addMilliseconds(now, overlapMilliseconds);
  const endpoint = await changeEndpoint(tools, endpointId, (before) => {
    const still = before.secrets
      .map((each) => ({ ...each, expiresAt: earlierOf(each.expiresAt, until) }))
      .filter(({ expiresAt }) => expiresAt > now);
    return { ...before, secrets: [record, ...still] };
  });
  return endpoint === null ? null : { endpoint, secret };
}

/** The endpoint as it is then; null when there is none of that name. */
export async function changeEndpoint(
  tools: Pick<EndpointTools, 'tenantId' | 'alerts'>,
  endpointId: string,
  change: (before: WebhookEndpoint) => WebhookEndpoint,
): Promise<WebhookEndpoint | null> {
  const place = { partition: PARTITIONS.endpoints, key: endpointId };
  for (let count = 0; count < MAX_CONFLICTS; count += 1) {
    const stored = await loadRecord(tools, place, endpointSchema);
    if (stored === null) return null;
    const value = change(stored.value);
    const changes = [{ ...place, expected: stored.revision, value: { ...value } }];
    if ((await tools.alerts.commit(tools.tenantId, changes)) === 'committed') return value;
  }
  throw new AlertConflictError();
}

/** With all that waits, was sent or was given up there. False when there is none of that name. */
export async function removeEndpoint(
  tools: Pick<EndpointTools, 'tenantId' | 'alerts' | 'clock'>,
  endpointId: string,
): Promise<boolean> {
  const disabled = { reason: 'being removed', at: tools.clock.now() };
  const known = await changeEndpoint(tools, endpointId, (before) => ({ ...before, disabled }));
  if (known === null) return false;
  // Twice: somebody may have looked at the ledger with the endpoint still there.
  await clearShelves(tools, endpointId);
  const place = { partition: PARTITIONS.endpoints, key: endpointId };
  const [stored] = await tools.alerts.load(tools.tenantId, [place]);
  if (stored !== undefined && stored !== null) {
    const change = { ...place, expected: stored.revision, value: null };
    if ((await tools.alerts.commit(tools.tenantId, [change])) === 'conflict') {
      throw new AlertConflictError();
    }
  }
  await clearShelves(tools, endpointId);
  return true;
}

async function clearShelves(
  tools: Pick<EndpointTools, 'tenantId' | 'alerts'>,
  endpointId: string,
): Promise<void> {
  for (const shelf of [PARTITIONS.pending, PARTITIONS.delivered, PARTITIONS.dead]) {
    const partition = shelf(endpointId);
    const records: Pick<AlertRecord, 'key' | 'revision'>[] = [];
    for await (const { key, revision } of tools.alerts.list(tools.tenantId, partition)) {
      records.push({ key, revision });
    }
    await removeRecords(tools, partition, records);
  }
}

async function newSecret(
  tools: EndpointTools,
  endpointId: string,
): Promise<{ readonly secret: string; readonly record: WebhookEndpoint['secrets'][number] }> {
  const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
  const secretId = `s_${randomBytes(ID_BYTES).toString('hex')}`;
  const { tenantId } = tools;
  const sealed = await tools.seal.seal({ tenantId, endpointId, secretId }, secret);
  const createdAt = tools.clock.now();
  return { secret, record: { secretId, sealed, createdAt, expiresAt: null } };
}

function earlierOf(left: string | null, right: string): string {
  return left !== null && left < right ? left : right;
}
