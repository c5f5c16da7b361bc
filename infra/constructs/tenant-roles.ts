// Who may do what for a tenant: one role for each kind of work, so that the door which only reads
// cannot write, the one which takes claims in cannot ask who somebody is, and files are seen by the
// one that reads them and by no other. Sealed text of single claims, in quarantine, is apart.

import { Construct } from 'constructs';
import type { TenantWork } from '../../functions/function-contract.js';
import type { StageSettings } from '../settings/stage-settings.js';
import type { ClaimBuckets } from './claim-buckets.js';
import type { CustomerKey } from './customer-key.js';
import type { DocumentTable } from './document-table.js';
import type { BucketAccess, QueryAccess, TableAccess, TokenKeyAccess } from './tenant-access.js';
import { TenantRole } from './tenant-role.js';

export interface TenantRolesProps {
  readonly settings: StageSettings;
  readonly ledger: Omit<TableAccess, 'access'>;
  readonly vault: { readonly table: DocumentTable; readonly key: CustomerKey };
  /** In front of the tenant in the name of its token key. */
  readonly tokenKeyPrefix: string;
  readonly buckets: ClaimBuckets;
  readonly intakeKey: CustomerKey;
  readonly dataKey: CustomerKey;
  readonly queries: QueryAccess;
}

/** What people saved they may take back; what they looked at stays (lib/api/audit-trail.ts). */
const SAVED_VIEWS = 'views/';
/** Where files from browsers come in (lib/api/inbox-jobs.ts); others come beside it. */
const INCOMING = 'incoming/';

type PlaceName = 'inbox' | 'quarantine' | 'lake' | 'reports';

interface Work {
  readonly description: string;
  readonly ledger: TableAccess['access'] | null;
  readonly vault: TableAccess['access'] | null;
  /** Whoever turns a Medicare number into a token. */
  readonly tokenKey: TokenKeyAccess['access'] | null;
  readonly places: Readonly<Partial<Record<PlaceName, BucketAccess['access']>>>;
  readonly isQuerying: boolean;
}

const WORK = {
  Reader: {
    description: 'Shows totals, providers and reports of one tenant',
    ledger: 'read',
    vault: null,
    tokenKey: 'read',
    places: { lake: 'read', reports: 'read' },
    isQuerying: false,
  },
  Dashboard: {
    description: 'Answers people of one tenant, and keeps what they decide, mend and looked at',
    ledger: 'write',
    // A mended number may be of somebody whom nobody knew.
    vault: 'append',
    tokenKey: 'read',
    // A claim in quarantine is opened to be mended, and is gone from there when it was posted.
    places: { inbox: 'bring', quarantine: 'write', lake: 'keep', reports: 'read' },
    isQuerying: true,
  },
  Publisher: {
    description: 'Publishes and reconciles one tenant',
    ledger: 'write',
    vault: null,
    tokenKey: null,
    places: { lake: 'write' },
    isQuerying: true,
  },
  Scorer: {
    description: 'Scores one tenant, and makes its pages and reports',
    ledger: 'write',
    vault: null,
    tokenKey: 'read',
    places: { lake: 'write', reports: 'write' },
    isQuerying: true,
  },
  Refolder: {
    description: 'Folds the documents of one tenant anew after a setting changed',
    ledger: 'write',
    vault: null,
    tokenKey: 'read',
    places: { lake: 'write' },
    isQuerying: false,
  },
  Receiver: {
    description: 'Reads claim files of one tenant into batches of claims',
    ledger: 'write',
    vault: 'append',
    tokenKey: 'create',
    places: { inbox: 'read', quarantine: 'write', lake: 'write' },
    isQuerying: false,
  },
  Poster: {
    description: 'Posts batches of claims of one tenant to its ledger, and sees no file',
    ledger: 'write',
    // It knows people by token alone.
    vault: null,
    tokenKey: 'create',
    places: { quarantine: 'write', lake: 'write' },
    isQuerying: false,
  },
  Messenger: {
    description: 'Tells the webhooks of one tenant what happened, and sees no file and no table',
    ledger: 'write',
    vault: null,
    tokenKey: 'read',
    places: {},
    isQuerying: false,
  },
  Identifier: {
    description: 'Looks up, re-keys or deletes the identity of a beneficiary of one tenant',
    ledger: 'write',
    vault: 'write',
    tokenKey: 'rotate',
    places: { quarantine: 'write', lake: 'write', reports: 'write' },
    isQuerying: false,
  },
} as const satisfies Readonly<Record<TenantWork, Work>>;

const TENANT_WORK = Object.keys(WORK) as readonly TenantWork[];

/** For tests: a role says no more about token keys than its doors' contracts do. */
export function tokenKeyAccessOf(work: TenantWork): TokenKeyAccess['access'] | null {
  return WORK[work].tokenKey;
}

export class TenantRoles extends Construct {
  readonly roles: Readonly<Record<TenantWork, TenantRole>>;

  constructor(scope: Construct, id: string, props: TenantRolesProps) {
    super(scope, id);
    const roles = TENANT_WORK.map((name) => [name, this.addRole(name, props)] as const);
    this.roles = Object.fromEntries(roles) as Record<TenantWork, TenantRole>;
  }

  private addRole(name: TenantWork, props: TenantRolesProps): TenantRole {
    const { description, isQuerying, tokenKey, ...work }: Work = WORK[name];
    const { tokenKeyPrefix: namePrefix, vault } = props;
    return new TenantRole(this, name, {
      settings: props.settings,
      description,
      tables: tablesFor(work, props),
      buckets: bucketsFor(work, props),
      tokenKey: tokenKey === null ? null : { namePrefix, key: vault.key, access: tokenKey },
      queries: isQuerying ? props.queries : null,
    });
  }
}

function tablesFor(
  { ledger, vault }: Pick<Work, 'ledger' | 'vault'>,
  props: TenantRolesProps,
): readonly TableAccess[] {
  return [
    ...(ledger === null ? [] : [{ ...props.ledger, access: ledger }]),
    ...(vault === null ? [] : [{ ...props.vault, indexes: [], access: vault }]),
  ];
}

function bucketsFor(
  { places }: Pick<Work, 'places'>,
  { buckets, intakeKey, dataKey }: TenantRolesProps,
): readonly BucketAccess[] {
  const all = [
    { bucket: buckets.inbox, key: intakeKey, access: places.inbox },
    { bucket: buckets.quarantine, key: intakeKey, access: places.quarantine },
    { bucket: buckets.lake, key: dataKey, access: places.lake },
    { bucket: buckets.reports, key: dataKey, access: places.reports },
  ];
  return all.flatMap(({ access, bucket, key }) => {
    if (access === undefined) return [];
    const keeps = access === 'keep' ? { mayEmpty: SAVED_VIEWS } : {};
    const brings = access === 'bring' ? { intoFolder: INCOMING } : {};
    return [{ bucket, key, access, ...keeps, ...brings }];
  });
}
