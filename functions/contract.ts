// What each handler needs from the stack that deploys it: its trigger, its settings, and for whom
// it works. The stack is made from this list, so that neither can forget what the other changed.
// Data only: no handler is imported here.

import type { SettingName } from './environment.js';

export const FUNCTION_NAMES = [
  'receive-file',
  'post-ledger',
  'list-tenants',
  'publish',
  'reconcile',
  'score',
  'build-report',
  'queue-alerts',
  'deliver-alerts',
  'api',
] as const;

export type FunctionName = (typeof FUNCTION_NAMES)[number];

export type QueueName = 'receivedFiles' | 'ledgerBatches' | 'alerts';

export type Trigger =
  /** SQS with ReportBatchItemFailures. */
  | {
      readonly kind: 'queue';
      readonly queue: QueueName;
      readonly batchSize: number;
      readonly batchWindowSeconds: number;
      /** Of the event source: keeps one flood from taking every execution of the account. */
      readonly maximumConcurrency: number;
    }
  /** The stream of the ledger table (keys only), with ReportBatchItemFailures and bisecting. */
  | { readonly kind: 'stream'; readonly batchSize: number; readonly batchWindowSeconds: number }
  /** A state of a state machine: the state's input in, the result out (TaskInput, TaskResult). */
  | { readonly kind: 'task' }
  /** The HTTP API, payload format 2.0; claims of the token say tenant and role. */
  | { readonly kind: 'http' };

/** The kinds of work that a data role of tenants exists for (infra/constructs/tenant-roles.ts). */
export type TenantWork = 'Reader' | 'Publisher' | 'Receiver' | 'Identifier';

export interface FunctionContract {
  /** Source; bundled to dist/functions/NAME/index.mjs, whose export is `handler`. */
  readonly entry: `functions/${string}/handler.ts`;
  readonly purpose: string;
  readonly trigger: Trigger;
  readonly settings: readonly SettingName[];
  /** Assumed by TENANT_ROLE_ARN with the session tag; null = needs no data of a tenant. */
  readonly worksAs: TenantWork | null;
  /**
   * What its data role may do with the tenant's token key. `create` reads too; a door that only
   * folds what is stored needs none.
   */
  readonly tokenKey: 'read' | 'create' | null;
  /** Queues that the door's own role may send to. */
  readonly sendsTo: readonly QueueName[];
  /** May list tenants: s3:ListBucket on the inbox, prefix `tenant=`, delimiter `/`. */
  readonly listsTenants: boolean;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** Largest bundle, in bytes: what a cold start has to load. */
  readonly maxBundleBytes: number;
}

const KILOBYTES = 1_000;
const QUEUE_DOOR = 600 * KILOBYTES;
const PUBLISHING_DOOR = 800 * KILOBYTES;
/** With what draws charts and writes sheets. */
const REPORTING_DOOR = 950 * KILOBYTES;

export const FUNCTION_CONTRACTS: Readonly<Record<FunctionName, FunctionContract>> = {
  'receive-file': {
    entry: 'functions/receive-file/handler.ts',
    purpose: 'Reads a claim file from the inbox into batches of claims for the ledger',
    // One file an invocation: a large one takes all the time that there is.
    trigger: {
      kind: 'queue',
      queue: 'receivedFiles',
      batchSize: 1,
      batchWindowSeconds: 0,
      maximumConcurrency: 10,
    },
    settings: [
      'LEDGER_TABLE',
      'VAULT_TABLE',
      'INBOX_BUCKET',
      'QUARANTINE_BUCKET',
      'LAKE_BUCKET',
      'TENANT_ROLE_ARN',
      'TOKEN_KEY_PREFIX',
      'TOKEN_KMS_KEY_ARN',
      'RECEIVED_FILES_QUEUE_URL',
      'LEDGER_BATCHES_QUEUE_URL',
    ],
    worksAs: 'Receiver',
    tokenKey: 'create',
    // To its own queue: a file that is not done before the deadline waits there again.
    sendsTo: ['receivedFiles', 'ledgerBatches'],
    listsTenants: false,
    memoryMegabytes: 1_769,
    timeoutSeconds: 900,
    maxBundleBytes: QUEUE_DOOR,
  },
  'post-ledger': {
    entry: 'functions/post-ledger/handler.ts',
    purpose: 'Posts a batch of claims to the log and the ledger',
    trigger: {
      kind: 'queue',
      queue: 'ledgerBatches',
      batchSize: 5,
      batchWindowSeconds: 0,
      maximumConcurrency: 20,
    },
    settings: [
      'LEDGER_TABLE',
      'QUARANTINE_BUCKET',
      'LAKE_BUCKET',
      'TENANT_ROLE_ARN',
      'TOKEN_KEY_PREFIX',
      'TOKEN_KMS_KEY_ARN',
    ],
    worksAs: 'Receiver',
    tokenKey: 'create',
    sendsTo: [],
    listsTenants: false,
    memoryMegabytes: 1_769,
    timeoutSeconds: 300,
    maxBundleBytes: QUEUE_DOOR,
  },
  'list-tenants': {
    entry: 'functions/list-tenants/handler.ts',
    purpose: 'Names the tenants whose work a run is to do',
    trigger: { kind: 'task' },
    settings: ['INBOX_BUCKET'],
    worksAs: null,
    tokenKey: null,
    sendsTo: [],
    listsTenants: true,
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    maxBundleBytes: QUEUE_DOOR,
  },
  publish: {
    entry: 'functions/publish/handler.ts',
    purpose: 'Publishes what changed in the ledger of a tenant to its lake',
    trigger: { kind: 'task' },
    settings: ['LEDGER_TABLE', 'LAKE_BUCKET', 'TENANT_ROLE_ARN'],
    worksAs: 'Publisher',
    tokenKey: null,
    sendsTo: [],
    listsTenants: false,
    memoryMegabytes: 3_008,
    timeoutSeconds: 900,
    maxBundleBytes: PUBLISHING_DOOR,
  },
  reconcile: {
    entry: 'functions/reconcile/handler.ts',
    purpose: 'Proves that log, ledger and lake of a tenant agree',
    trigger: { kind: 'task' },
    settings: [
      'LEDGER_TABLE',
      'LAKE_BUCKET',
      'TENANT_ROLE_ARN',
      'ATHENA_DATABASE',
      'ATHENA_WORKGROUP',
    ],
    worksAs: 'Publisher',
    tokenKey: null,
    sendsTo: [],
    listsTenants: false,
    memoryMegabytes: 3_008,
    timeoutSeconds: 900,
    maxBundleBytes: PUBLISHING_DOOR,
  },
  score: {
    entry: 'functions/score/handler.ts',
    purpose: 'Scores a tenant over a snapshot, builds the pages of the API, tells digests',
    trigger: { kind: 'task' },
    settings: [
      'LEDGER_TABLE',
      'LAKE_BUCKET',
      'QUARANTINE_BUCKET',
      'TENANT_ROLE_ARN',
      'TOKEN_KEY_PREFIX',
      'ATHENA_DATABASE',
      'ATHENA_WORKGROUP',
      'ALERTS_QUEUE_URL',
    ],
    worksAs: 'Publisher',
    tokenKey: 'read',
    sendsTo: ['alerts'],
    listsTenants: false,
    memoryMegabytes: 1_769,
    timeoutSeconds: 900,
    maxBundleBytes: PUBLISHING_DOOR,
  },
  'build-report': {
    entry: 'functions/build-report/handler.ts',
    purpose: 'Builds the monthly report of a tenant',
    trigger: { kind: 'task' },
    settings: [
      'LEDGER_TABLE',
      'LAKE_BUCKET',
      'REPORTS_BUCKET',
      'QUARANTINE_BUCKET',
      'TENANT_ROLE_ARN',
      'TOKEN_KEY_PREFIX',
      'ATHENA_DATABASE',
      'ATHENA_WORKGROUP',
    ],
    worksAs: 'Publisher',
    tokenKey: 'read',
    sendsTo: [],
    listsTenants: false,
    memoryMegabytes: 3_008,
    timeoutSeconds: 900,
    maxBundleBytes: REPORTING_DOOR,
  },
  'queue-alerts': {
    entry: 'functions/queue-alerts/handler.ts',
    purpose: 'Tells the alert queue which documents changed',
    trigger: { kind: 'stream', batchSize: 100, batchWindowSeconds: 5 },
    settings: ['ALERTS_QUEUE_URL'],
    worksAs: null,
    tokenKey: null,
    sendsTo: ['alerts'],
    listsTenants: false,
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    maxBundleBytes: QUEUE_DOOR,
  },
  'deliver-alerts': {
    entry: 'functions/deliver-alerts/handler.ts',
    purpose: 'Sends what is due of changed documents to the webhooks of their tenant',
    trigger: {
      kind: 'queue',
      queue: 'alerts',
      batchSize: 10,
      batchWindowSeconds: 5,
      maximumConcurrency: 5,
    },
    settings: ['LEDGER_TABLE', 'TENANT_ROLE_ARN', 'ALERTS_QUEUE_URL', 'TOKEN_KEY_PREFIX'],
    worksAs: 'Receiver',
    tokenKey: 'read',
    // What is to be tried again later waits there.
    sendsTo: ['alerts'],
    listsTenants: false,
    memoryMegabytes: 512,
    timeoutSeconds: 60,
    maxBundleBytes: QUEUE_DOOR,
  },
  api: {
    entry: 'functions/api/handler.ts',
    purpose: 'Answers the dashboard and other readers',
    trigger: { kind: 'http' },
    settings: [
      'LEDGER_TABLE',
      'LAKE_BUCKET',
      'QUARANTINE_BUCKET',
      'TENANT_ROLE_ARN',
      'TOKEN_KEY_PREFIX',
      'ATHENA_DATABASE',
      'ATHENA_WORKGROUP',
    ],
    // People enter seeds and amounts, and what they look at is written into the audit trail.
    worksAs: 'Publisher',
    tokenKey: 'read',
    sendsTo: [],
    listsTenants: false,
    memoryMegabytes: 1_024,
    timeoutSeconds: 29,
    maxBundleBytes: 1_100 * KILOBYTES,
  },
};

/**
 * Input of the tasks of one tenant. The nightly run: list-tenants, then for each of `tenantIds`
 * publish, reconcile and score, each with `{ tenantId, snapshotId? }`; by the month build-report
 * with `{ tenantId, month: 'YYYY-MM' }`, or the month before the day of `scheduledTime`.
 */
export interface TaskInput {
  readonly tenantId: string;
  /** Of the publish before; without it the current snapshot. */
  readonly snapshotId?: string | null;
  readonly month?: string;
  /** ISO instant, from the scheduler (`<aws.scheduler.scheduled-time>`). */
  readonly scheduledTime?: string;
}

/** `list-tenants` answers with these ids, to map over. */
export interface TenantList {
  readonly tenantIds: readonly string[];
}

/** What tasks answer: numbers and ids, nothing of a claim. */
export interface PublishResult {
  readonly tenantId: string;
  readonly snapshotId: string;
  readonly lines: number;
}

export interface ReconcileAnswer {
  readonly tenantId: string;
  /** Null when it could not be told: claims came in since the publish. */
  readonly isAgreed: boolean | null;
  readonly versions: number;
  readonly differences: number;
}

export interface ScoreAnswer {
  readonly tenantId: string;
  /** Null when there is no therapy to score. */
  readonly runId: string | null;
  readonly providers: number;
}

export interface ReportAnswer {
  readonly tenantId: string;
  readonly month: string;
  readonly edition: number;
  readonly sha256: string;
}

/** Name of the error of `reconcile` when log, ledger and lake disagree: not to be repeated. */
export const DRIFT_ERROR = 'DriftError';
/** Name of the error of `publish` while another run publishes the tenant: repeat in a minute. */
export const BUSY_ERROR = 'PublishBusyError';

/** Metrics in this namespace, with the dimension `service` = name of the function. */
export const METRICS_NAMESPACE = 'KXRay';
export const METRIC_NAMES = {
  /** Differences that reconcile found; an alarm above 0. */
  drift: 'DriftDifferences',
  /** Claims put into quarantine. */
  quarantined: 'QuarantinedClaims',
  linesRead: 'LinesRead',
  claimsPosted: 'ClaimsPosted',
  linesPublished: 'LinesPublished',
  providersScored: 'ProvidersScored',
} as const;
