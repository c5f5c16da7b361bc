// One month's report: the state by month end as a named snapshot, its figures by the walk and by
// the queries, providers over the same snapshot, the movement since last month's report. Stored
// before anybody sees it; a month that has its report keeps it until somebody asks for a new
// edition. The step that both hosts call; the doors render and deliver.

import { lookBackStart } from '../../domain/exposure.js';
import type { StoredBenchmark } from '../benchmarks.js';
import type { ReconcileResult } from '../reconcile.js';
import { scorePeriod } from '../scores/score-period.js';
import type { SnapshotQueries } from '../snapshot-queries.js';
import { checkAgainstSnapshot } from './check-against-snapshot.js';
import { NO_DECISIONS, type MonthDecisions } from './month-decisions.js';
import { publishMonth, type MonthSnapshot, type SnapshotPorts } from './month-snapshot.js';
import { providerMonths, reportCauses, reportProviders } from './provider-figures.js';
import { reviewedBy } from './report-line.js';
import { monthBefore, type ReportMonth } from './report-month.js';
import { REPORT_MODEL, type Completeness, type ReportModel } from './report-model.js';
import type { RecordCollector } from './record-figures.js';
import type { ReportQuarantine } from './report-quarantine.js';
import {
  editionsOf,
  readReport,
  reportHash,
  storeReport,
  type StoredReport,
} from './report-store.js';
import { unknownsOf } from './unknowns.js';

export interface ReportPorts extends SnapshotPorts {
  /** The queries, bound to a snapshot. */
  readonly queriesOf: (snapshotId: string) => SnapshotQueries;
  /** Runs while nobody else publishes or prunes. */
  readonly inTurn: <Answer>(action: () => Promise<Answer>) => Promise<Answer>;
  readonly quarantine: () => Promise<ReportQuarantine>;
  readonly benchmarks: readonly StoredBenchmark[];
  /** Documents, the simulated request, clocks and topics. */
  readonly records: (month: ReportMonth) => Promise<RecordCollector>;
  /** What reviewers decided; left out where the door keeps no cases. */
  readonly decisions?: () => Promise<MonthDecisions>;
  /** Over the present ledger; null where the door does not run it, or where it cannot be told. */
  readonly reconcile: (() => Promise<ReconcileResult | null>) | null;
}

export interface ReportRequest {
  readonly tenantId: string;
  readonly month: ReportMonth;
  readonly organisation: string | null;
  /** Makes a new edition although the month has its report. */
  readonly isNewEdition: boolean;
  /** What the reference data lacks or has not been checked for (sentences). */
  readonly notices: readonly string[];
}

export async function buildMonthlyReport(
  ports: ReportPorts,
  request: ReportRequest,
): Promise<StoredReport> {
  const place = { tenantId: request.tenantId, objects: ports.objects };
  if (!request.isNewEdition) {
    const stored = await readReport(place, request.month.month);
    if (stored !== null) return stored;
  }
  const edition = ((await editionsOf(place, request.month.month)).at(-1) ?? 0) + 1;
  const model = await buildModel(ports, request, edition);
  if (await storeReport(place, model)) return { model, sha256: reportHash(model) };
  // Another process was faster: its edition is the one that exists.
  const stored = await readReport(place, request.month.month, edition);
  if (stored === null) throw new Error('a report that is stored can be read');
  return stored;
}

async function buildModel(
  ports: ReportPorts,
  request: ReportRequest,
  edition: number,
): Promise<ReportModel> {
  const { tenantId, month, organisation } = request;
  const previous = await readReport({ tenantId, objects: ports.objects }, monthBefore(month).month);
  const name = `report-${month.month}-${edition}`;
  const records = await ports.records(month);
  const onYear = records.add.bind(records);
  const decisions = (await ports.decisions?.()) ?? NO_DECISIONS;
  const snapshot = await ports.inTurn(() =>
    publishMonth(ports, month, { name, onYear, decisions }),
  );
  const { manifest, figures, movement } = snapshot;
  const { completeness: tally, dataThrough, ...counted } = figures;
  const queries = ports.queriesOf(manifest.snapshotId);
  const window = { lookBackFrom: lookBackStart(month.to), to: month.to };
  await checkAgainstSnapshot(queries, figures, window);
  const completeness = await readCompleteness(ports, tally.counts);
  const providers = await readProviders(ports, queries, { month, manifest });
  const model: Omit<ReportModel, 'unknowns'> = {
    format: 1,
    kind: 'rac_readiness',
    organisation,
    month: month.month,
    from: month.from,
    to: month.to,
    lookBackFrom: window.lookBackFrom,
    edition,
    previous:
      previous === null
        ? null
        : {
            month: previous.model.month,
            edition: previous.model.edition,
            sha256: previous.sha256,
          },
    snapshot: { name, id: manifest.snapshotId },
    versions: providers.versions ?? { ...manifest.versions },
    dataThrough,
    movement: [...movement.rows(previous?.model.movement ?? null)],
    completeness,
    ...mutable(counted),
    causes: providers.causes.map((cause) => {
      const state = decisions.ofCause(cause, month.to);
      return { ...cause, reviewed: state === null ? null : reviewedBy(state) };
    }),
    providerPeriod: providers.period,
    providers: [...providers.providers],
    providerMonths: [...providers.months],
    ...records.result(),
  };
  // In the order of the schema's fields, as it will be read back: the hash is of the text.
  return REPORT_MODEL.parse({ ...model, unknowns: [...unknownsOf(model, request.notices)] });
}

async function readCompleteness(
  ports: ReportPorts,
  counts: MonthSnapshot['figures']['completeness']['counts'],
): Promise<Completeness> {
  const quarantined = await ports.quarantine();
  const proof = ports.reconcile === null ? null : await ports.reconcile();
  return {
    ...counts,
    quarantinedClaims: quarantined.claims,
    quarantinedLines: quarantined.lines,
    quarantinedFiles: quarantined.files,
    refusedLists: [...quarantined.refusedLists],
    reconciliation:
      proof === null
        ? null
        : {
            isAgreed: proof.isAgreed,
            versions: proof.versions,
            lines: proof.lines,
            differences: proof.differences,
          },
  };
}

interface ProviderFigures {
  readonly versions: ReportModel['versions'] | null;
  readonly period: ReportModel['providerPeriod'];
  readonly causes: ReturnType<typeof reportCauses>;
  readonly providers: ReturnType<typeof reportProviders>;
  readonly months: Awaited<ReturnType<typeof providerMonths>>;
}

const NO_PROVIDERS: ProviderFigures = {
  versions: null,
  period: null,
  causes: [],
  providers: [],
  months: [],
};

/** Services of the twelve months to month end; none where the data has no therapy by then. */
async function readProviders(
  ports: ReportPorts,
  queries: SnapshotQueries,
  known: { readonly month: ReportMonth; readonly manifest: MonthSnapshot['manifest'] },
): Promise<ProviderFigures> {
  const { objects, benchmarks } = ports;
  const run = await scorePeriod(
    { queries, objects, versions: known.manifest.versions, benchmarks },
    { period: null, asOf: known.month.to },
  );
  if (run === null) return NO_PROVIDERS;
  const { period } = run;
  return {
    versions: { ...run.versions, scoreRun: run.runId },
    period: { from: period.from, to: period.to },
    causes: reportCauses(run),
    providers: reportProviders(run),
    months: await providerMonths(queries, period),
  };
}

/** The schema's arrays are plain ones. */
function mutable(figures: Omit<MonthSnapshot['figures'], 'completeness' | 'dataThrough'>) {
  const { years, exposures, zones, findings, trend, firstKx, largest, lines, cases } = figures;
  return {
    years: [...years],
    exposures: [...exposures],
    zones: [...zones],
    findings: [...findings],
    trend: [...trend],
    firstKx: [...firstKx],
    largest,
    lines: [...lines],
    cases,
  };
}
