// As whom each door works for a tenant. Contracts name the kind of work; a door that needs less
// than its kind gets a role of its own here: the one that talks to strangers' servers sees no claim
// file, the one that answers people deletes nothing.

import type { FunctionName } from '../../functions/contract.js';
import type { TenantWork } from './tenant-roles.js';

/** Null = reaches no data of a tenant. */
export const DOOR_WORK: Readonly<Record<FunctionName, TenantWork | null>> = {
  'receive-file': 'Receiver',
  'post-ledger': 'Poster',
  'list-tenants': null,
  publish: 'Publisher',
  reconcile: 'Publisher',
  score: 'Scorer',
  'build-report': 'Scorer',
  'queue-alerts': null,
  'deliver-alerts': 'Messenger',
  api: 'Dashboard',
};
