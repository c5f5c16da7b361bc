// What the state machines hand to the doors that are states of them, and what those answer.

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
  /** Of `build-report`: one that is there, or the next; without it the latest, or the first. */
  readonly edition?: number;
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

export interface RefoldAnswer {
  readonly tenantId: string;
  /** False: time was up, and the same task goes on. */
  readonly isDone: boolean;
  readonly persons: number;
  readonly restated: number;
}

export interface VaultAnswer {
  readonly tenantId: string;
  /**
   * `again`: at once; `soon`: in minutes, as somebody publishes; `later`: in an hour; `publish`:
   * done, and what readers see is to be made anew.
   */
  readonly next: 'again' | 'soon' | 'later' | 'publish' | 'done';
  readonly persons: number;
  /** Months whose report is to be rendered anew. */
  readonly months: readonly string[];
  /** Objects that name the person and are kept on purpose, such as the audit trail. */
  readonly stillNaming?: number;
}

/** Name of the error of `manage-vault` when the request cannot be done: not to be repeated. */
export const VAULT_REQUEST_ERROR = 'VaultRequestError';
/** Name of the error of `reconcile` when log, ledger and lake disagree: not to be repeated. */
export const DRIFT_ERROR = 'DriftError';
/** Name of the error of `publish` when its time was up: the same again goes on. */
export const UNFINISHED_ERROR = 'PublishUnfinishedError';
