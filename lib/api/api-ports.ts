// What the API needs of its host. Reads need ports alone; what only one host can do, or what takes
// longer than a request, is an action that the host may leave out: the API then answers 501.

import type { CaseStore } from '../ports/case-store.js';
import type { Clock } from '../ports/clock.js';
import type { Logger } from '../ports/logger.js';
import type { ObjectStore } from '../ports/object-store.js';
import type { QuarantineStore } from '../ports/quarantine-store.js';
import type { SettingsStore } from '../ports/settings-store.js';
import type { CaseClocks } from '../pipeline/cases/case-state.js';
import type { EndpointTools } from '../pipeline/alerts/alert-tools.js';
import type { IngestSummary } from '../pipeline/ingest-summary.js';
import type { LedgerTools } from '../pipeline/ledger-tools.js';
import type { ProviderLine } from '../pipeline/measures/read-provider-lines.js';
import type { MendedClaim } from '../pipeline/quarantine/accept-mended.js';
import type { Period } from '../domain/measures/provider-measures.js';
import type { PatternFinding } from '../domain/patterns/pattern-finding.js';
import type { EndpointTestAnswer } from './contract/endpoints.js';
import type { IngestJob, UploadForm } from './contract/ingest.js';
import type { AlertsAnswer } from './contract/alerts.js';
import type { PreviewAnswer } from './contract/report-preview.js';
import type { MadeReport, ReportLink, ReportRow } from './contract/reports.js';
import type { AmountProposal, ReferenceAnswer } from './contract/reference.js';
import type { Principal } from './principal.js';

export interface ApiPorts {
  readonly objects: ObjectStore;
  readonly quarantine: QuarantineStore;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** What reviewers decided; left out where the host keeps no cases. */
  readonly cases?: CaseStore;
  caseClocks?(): Promise<CaseClocks>;
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
  /** The pages are older than what is published: build them, without waiting for it. */
  pagesAreOld?(tenantId: string): void;
  /** Enters an approved amount and restates what it touches. */
  enterAmount?(principal: Principal, proposal: AmountProposal): Promise<void>;
  readonly ingest?: IngestActions;
  /** Commits a claim that was mended in quarantine. */
  acceptMended?(tenantId: string, mended: MendedClaim): Promise<IngestSummary>;
  alerts?(tenantId: string): Promise<AlertsAnswer>;
  redriveAlerts?(tenantId: string): Promise<{ readonly redriven: number }>;
  readonly reports?: ReportActions;
  readonly endpoints?: EndpointActions;
}

export interface EndpointActions {
  /** Whether a webhook may go there, before anything is resolved. */
  checkUrl(
    text: string,
  ):
    | { readonly kind: 'accepted'; readonly url: string }
    | { readonly kind: 'refused'; readonly reason: string };
  withTools<Answer>(
    tenantId: string,
    action: (tools: EndpointTools) => Promise<Answer>,
  ): Promise<Answer>;
  /**
   * Before an endpoint is added: what stands in the ledger is noted as told. Left out where that
   * takes longer than a request: the endpoint then gets one digest of it.
   */
  noteWhatStands?(tools: EndpointTools): Promise<unknown>;
  /** Sends a test event, and waits a while for what becomes of it; null: no such endpoint. */
  test(tenantId: string, endpointId: string): Promise<EndpointTestAnswer | null>;
}

export interface PartLinesWanted {
  readonly tenantId: string;
  readonly snapshotId: string;
  readonly period: Period;
  readonly finding: PatternFinding;
}

export type PartLines =
  | { readonly kind: 'ready'; readonly lines: readonly ProviderLine[] }
  | { readonly kind: 'pending' };

/** A host takes files either through the API or beside it. */
export interface IngestActions {
  /** Takes a file in, piece by piece; gives it up at `maxBytes`. */
  receive?(file: ReceivedFile): Promise<IngestJob | { readonly kind: 'too_large' }>;
  /** Lets one file of this content into the inbox, straight from the browser. */
  readonly uploads?: UploadActions;
  jobs(tenantId: string): Promise<readonly IngestJob[]>;
}

export interface UploadActions {
  sign(file: AnnouncedFile): Promise<UploadForm>;
  /** The file is there, with this ETag: it can be followed from now on. */
  noteSent(sent: SentFile): Promise<IngestJob>;
}

export interface AnnouncedFile {
  readonly principal: Principal;
  readonly bytes: number;
  /** Of the content, in base64: nothing else is let in. */
  readonly sha256: string;
}

export interface SentFile {
  readonly principal: Principal;
  readonly uploadId: string;
  readonly etag: string;
  readonly bytes: number;
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
  /**
   * The report of a month, made or as it was made; `pending` while it is made: ask again. Null for
   * a month that is none.
   */
  make?(wish: {
    readonly tenantId: string;
    readonly month: string;
  }): Promise<MadeReport | 'pending' | null>;
  /** Null where there is no such file. */
  file(
    wanted: WantedFile,
  ): Promise<{ readonly body: Uint8Array; readonly type: string; readonly name: string } | null>;
  /** The report as a page shows it; null where there is none. */
  preview(wanted: Pick<WantedFile, 'tenantId' | 'reportId'>): Promise<PreviewAnswer | null>;
  /** A way around the API to a file that is there, where the host has one. */
  link?(wanted: WantedFile): Promise<ReportLink>;
}

export interface WantedFile {
  readonly tenantId: string;
  readonly reportId: string;
  readonly file: string;
}

export interface ApiOptions {
  readonly host: 'embedded' | 'aws';
  /** Null: nobody, or somebody whose session has ended. */
  authenticate(request: Request): Promise<Principal | null>;
  readonly maxUploadBytes?: number;
  /** A larger file does not fit into an answer, and is to be fetched by its link. */
  readonly maxAnswerBytes?: number;
  readonly callsPerMinute?: number;
  readonly lookUpsPerMinute?: number;
}
