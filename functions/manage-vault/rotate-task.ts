// Goes on with a change of a tenant's token key. Doors that began under the former key cannot be
// seen from here: once the next key is in force an hour passes before the rest is done.

import { WebhookSecretSeal } from '../../lib/adapters/common/alerts/webhook-secret-seal.js';
import { resealSecrets } from '../../lib/pipeline/alerts/reseal-secrets.js';
import {
  keepRotation,
  rotationOf,
  type RotationRecord,
} from '../../lib/pipeline/identity/rotation-record.js';
import {
  rotateTokenKey,
  type RotateResult,
  type RotateTools,
} from '../../lib/pipeline/identity/rotate-token-key.js';
import { createTokenizer } from '../../lib/pipeline/tokenizer.js';
import type { SecretSource, TokenKey } from '../../lib/ports/secret-source.js';
import type { RotationState } from '../../lib/ports/token-key-rotation.js';
import { readTenantRules } from '../common/ledger-context.js';
import type { VaultAnswer } from '../task-answers.js';
import { VaultRequestError } from './vault-request.js';
import type { VaultWork } from './vault-work.js';

type Changing = Exclude<RotationState, { kind: 'idle' }>;

/** Longer than a function runs, goes by a key that it knows, or is told again of a message. */
const LATE_AFTER_MS = 60 * 60 * 1_000;

export async function rotateTask(work: VaultWork, requestId: string): Promise<VaultAnswer> {
  const { tenantId, stores, clock } = work;
  const place = { tenantId, objects: stores.objects };
  const record = await rotationOf(place, requestId);
  // Written before the key is made: a call that is repeated after the end begins nothing.
  await keepRotation(place, record);
  if (record.isDone) return answer(work, 'publish', record.persons);
  const state = await stores.rotation.prepare(tenantId);
  if (state.kind === 'idle') throw new Error('a change of the key that was not begun');
  // A call that was ended between the two left no hour behind it.
  if (state.kind === 'adopted' && record.lateFrom === null) return pause(work, record);
  if (record.lateFrom !== null && clock.now() < record.lateFrom) {
    return answer(work, 'later', record.persons);
  }
  const tools = await toolsOf(work, state);
  const { access, isTimeUp } = work;
  const step = { access, isTimeUp, from: record.at, pausesOnceAdopted: true };
  return keep(work, record, await rotateTokenKey(tools, step));
}

async function keep(
  work: VaultWork,
  record: RotationRecord,
  result: RotateResult,
): Promise<VaultAnswer> {
  if (result.kind === 'unknown_identities') {
    throw new VaultRequestError('some tokens are not in the vault: read their files again first');
  }
  const place = { tenantId: work.tenantId, objects: work.stores.objects };
  const persons = record.persons + result.persons;
  switch (result.kind) {
    case 'unfinished':
      await keepRotation(place, { ...record, persons, at: result.at });
      return answer(work, 'again', persons);
    case 'adopted':
      return pause(work, { ...record, persons, at: null });
    case 'rotated':
      await keepRotation(place, { ...record, persons, isDone: true });
      return answer(work, 'publish', persons);
  }
}

async function pause(work: VaultWork, record: RotationRecord): Promise<VaultAnswer> {
  const { tenantId, stores, clock } = work;
  const lateFrom = new Date(Date.parse(clock.now()) + LATE_AFTER_MS).toISOString();
  await keepRotation({ tenantId, objects: stores.objects }, { ...record, lateFrom });
  return answer(work, 'later', record.persons);
}

function answer({ tenantId }: VaultWork, next: VaultAnswer['next'], persons: number): VaultAnswer {
  return { tenantId, next, persons, months: [] };
}

async function toolsOf(
  { tenantId, stores, vault }: VaultWork,
  { former, next }: Changing,
): Promise<RotateTools> {
  const { ledger, keeper, alerts, rotation, quarantineUnder } = stores;
  const { context } = await readTenantRules(stores.settings, tenantId);
  const seals = { from: sealUnder(former), to: sealUnder(next) };
  return {
    tenantId,
    ledger,
    keeper,
    alerts,
    rotation,
    vault,
    context,
    tokens: createTokenizer(tenantId, former),
    nextTokens: createTokenizer(tenantId, next),
    quarantine: quarantineUnder(only(former)),
    nextQuarantine: quarantineUnder(only(next)),
    resealSecrets: () => resealSecrets({ tenantId, alerts }, seals),
  };
}

function sealUnder(key: TokenKey): WebhookSecretSeal {
  return new WebhookSecretSeal(only(key));
}

function only(key: TokenKey): SecretSource {
  return { tokenKey: () => Promise.resolve(key) };
}
