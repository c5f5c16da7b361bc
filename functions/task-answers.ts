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
