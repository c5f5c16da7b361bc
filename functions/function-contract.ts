// What a contract of a handler says: its trigger, its settings, and for whom it works.

import type { SettingName } from './environment.js';

export const FUNCTION_NAMES = [
  'receive-file',
  'post-ledger',
  'list-tenants',
  'refold',
  'publish',
  'reconcile',
  'score',
  'build-report',
  'queue-alerts',
  'deliver-alerts',
  'api',
  'manage-vault',
] as const;

export type FunctionName = (typeof FUNCTION_NAMES)[number];

export type QueueName = 'receivedFiles' | 'ledgerBatches' | 'alerts';

/** Runs that a door may start, by what they do. */
export type StartedRun = 'monthlyReport';

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

/**
 * The kinds of work that a data role of tenants exists for (infra/constructs/tenant-roles.ts). The
 * door that talks to strangers' servers sees no claim file; the one that answers people takes
 * nothing away but what people put there, and a claim that they mended out of quarantine.
 */
export type TenantWork =
  | 'Reader'
  | 'Dashboard'
  | 'Publisher'
  | 'Refolder'
  | 'Scorer'
  | 'Receiver'
  | 'Poster'
  | 'Messenger'
  | 'Identifier';

export interface FunctionContract {
  /** Source; bundled to dist/functions/NAME/index.mjs, whose export is `handler`. */
  readonly entry: `functions/${string}/handler.ts`;
  readonly purpose: string;
  readonly trigger: Trigger;
  readonly settings: readonly SettingName[];
  /** Assumed by TENANT_ROLE_ARN with the session tag; null = needs no data of a tenant. */
  readonly worksAs: TenantWork | null;
  /**
   * What its data role may do with the tenant's token key. `create` and `rotate` read too; a door
   * that only reads what is stored needs none.
   */
  readonly tokenKey: 'read' | 'create' | 'rotate' | null;
  /** Queues that the door's own role may send to. */
  readonly sendsTo: readonly QueueName[];
  /** State machines that the door's own role may start. */
  readonly startsRuns?: readonly StartedRun[];
  /** May list tenants: s3:ListBucket on the inbox, prefix `tenant=`, delimiter `/`. */
  readonly listsTenants: boolean;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** Largest bundle, in bytes: what a cold start has to load. */
  readonly maxBundleBytes: number;
  /**
   * Packages beside the bundle, with native code among them: such a door runs on x86_64, with the
   * very binary that tests run; all others run on arm64.
   */
  readonly native?: { readonly packages: readonly string[]; readonly maxBytes: number };
}
