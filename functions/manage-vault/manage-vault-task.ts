// One call of the door of the vault: makes the vault of a tenant, or goes on with a change of its
// token key or a deletion for as long as there is time. The answer says what comes next.

import { accessSubject } from '../../lib/pipeline/identity/vault-access.js';
import { createTokenizer } from '../../lib/pipeline/tokenizer.js';
import type { Clock } from '../../lib/ports/clock.js';
import type { VaultAccess } from '../../lib/ports/identity-vault.js';
import type { Door } from '../common/door.js';
import { parseTask } from '../common/tenant-task.js';
import type { VaultAnswer } from '../task-answers.js';
import { deletePersonTask } from './delete-person-task.js';
import { rotateTask } from './rotate-task.js';
import {
  parseVaultTask,
  VaultRequestError,
  type VaultRequest,
  type VaultTask,
} from './vault-request.js';
import type { VaultStores } from './vault-stores.js';

export interface VaultHost {
  readonly stores: (tenantId: string) => VaultStores;
  readonly clock: Clock;
}

interface Asked extends VaultTask {
  readonly tenantId: string;
  readonly isTimeUp: () => boolean;
}

export async function manageVaultTask(
  host: VaultHost,
  door: Door,
  task: { readonly event: unknown; readonly isTimeUp: () => boolean },
): Promise<VaultAnswer> {
  const { tenantId } = parseTask(task.event);
  const asked: Asked = { ...parseVaultTask(task.event), tenantId, isTimeUp: task.isTimeUp };
  const answer = await workOff(host, asked);
  const { next: reason, persons: count } = answer;
  door.logger.info('managed', { step: `vault-${asked.request.work}`, tenantId, reason, count });
  return answer;
}

async function workOff({ stores: storesOf, clock }: VaultHost, asked: Asked): Promise<VaultAnswer> {
  const { tenantId, request, isTimeUp } = asked;
  const stores = storesOf(tenantId);
  if (request.work === 'create') {
    await stores.createVault();
    return { tenantId, next: 'done', persons: 0, months: [] };
  }
  const vault = await stores.openVault();
  if (vault === null) throw new VaultRequestError('the tenant keeps no vault: make one first');
  const access = await accessOf(stores, asked, { request, now: clock.now() });
  const work = { tenantId, stores, vault, access, clock, isTimeUp };
  if (request.work === 'rotate') return rotateTask(work, asked.requestId);
  return deletePersonTask(work, request.token);
}

async function accessOf(
  { secrets }: VaultStores,
  { tenantId }: Asked,
  why: { readonly request: Exclude<VaultRequest, { work: 'create' }>; readonly now: string },
): Promise<VaultAccess> {
  const { reason, enteredBy, ...request } = why.request;
  const known = { reason, enteredBy, enteredAt: why.now };
  if (request.work === 'rotate') return { ...known, purpose: 'rotation', subject: null };
  const tokens = createTokenizer(tenantId, await secrets.tokenKey(tenantId));
  return { ...known, purpose: 'deletion', subject: accessSubject(tokens, request.token) };
}
