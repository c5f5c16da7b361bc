// What the API needs of its host. Reads need ports alone; what only one host can do, or what takes
// longer than a request, is an action that the host may leave out: the API then answers 501.

import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';
import type { ObjectStore } from '../ports/object-store.js';
import type { QuarantineStore } from '../ports/quarantine-store.js';
import type { SettingsStore } from '../ports/settings-store.js';
import type { LedgerTools } from '../pipeline/ledger-tools.js';
import type { ProviderLine } from '../pipeline/measures/read-provider-lines.js';
import type { PatternId } from '../domain/patterns/pattern-finding.js';
import type { ProviderRole } from '../domain/patterns/provider-role.js';
import type { IngestJob } from './contract/ingest.js';
import type { AlertsAnswer } from './contract/alerts.js';
import type { MadeReport, ReportRow } from './contract/reports.js';
import type { AmountProposal, ReferenceAnswer } from './contract/reference.js';
import type { Principal } from './principal.js';

export interface ApiPorts {
  readonly objects: ObjectStore;
  readonly quarantine: QuarantineStore;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The ledger of a tenant under its rules as they stand now. */
  openTenant(tenantId: string): Promise<LedgerTools>;
  readonly actions: ApiActions;
}

export interface ApiActions {
  /** The reference data as screens show it. */
  reference(
    tenantId: string,
  ): Promise<Pick<ReferenceAnswer, 'version' | 'thresholds' | 'notices' | 'counts'>>;
  /** The lines of a part; `pending` while they are fetched: ask again. */
  partLines?(wanted: PartLinesWanted): Promise<PartLines>;
  /** Claims or figures changed: publish and build pages, in the host's own time. */
  ledgerChanged?(tenantId: string): Promise<void>;
  /** Enters an approved amount and restates what it touches. */
  enterAmount?(principal: Principal, proposal: AmountProposal): Promise<void>;
  readonly ingest?: IngestActions;
  alerts?(tenantId: string): Promise<AlertsAnswer>;
  redriveAlerts?(tenantId: string): Promise<{ readonly redriven: number }>;
  readonly reports?: ReportActions;
}

export interface PartLinesWanted {
  readonly tenantId: string;
  readonly snapshotId: string;
  readonly runId: string;
  readonly role: ProviderRole;
  readonly npi: string;
  readonly pattern: PatternId;
}

export type PartLines =
  | { readonly kind: 'ready'; readonly lines: readonly ProviderLine[] }
  | { readonly kind: 'pending' }
  | { readonly kind: 'unknown' };

export interface IngestActions {
  /** Takes a file in, piece by piece; gives it up at `maxBytes`. */
  receive(file: ReceivedFile): Promise<IngestJob | { readonly kind: 'too_large' }>;
  jobs(tenantId: string): Promise<readonly IngestJob[]>;
}

export interface ReceivedFile {
  readonly principal: Principal;
  /** As a person called it, without folders. */
  readonly name: string;
  readonly body: ReadableStream<Uint8Array>;
  readonly maxBytes: number;
  readonly includeTest: boolean;
}

export interface ReportActions {
  list(tenantId: string): Promise<readonly ReportRow[]>;
  /** The report of a month, made or as it was made; null for a month that is none. */
  make(wish: { readonly tenantId: string; readonly month: string }): Promise<MadeReport | null>;
  /** Null where there is no such file. */
  file(wanted: {
    readonly tenantId: string;
    readonly reportId: string;
    readonly file: string;
  }): Promise<{ readonly body: Uint8Array; readonly type: string; readonly name: string } | null>;
}

export interface ApiOptions {
  readonly host: 'embedded' | 'aws';
  /** Null: nobody, or somebody whose session has ended. */
  authenticate(request: Request): Promise<Principal | null>;
  readonly maxUploadBytes?: number;
  readonly callsPerMinute?: number;
  readonly lookUpsPerMinute?: number;
}
