// A report for boards and outside readers: no beneficiary, claim or provider is named, and rows of
// few people are left out together with those that would give them away by subtraction (CELL-1).
// What is left is the same to the cent as in the full report.

import { PATTERN_TEXTS } from '../../domain/patterns/pattern-list.js';
import { isSmallCount, maskSmallCells, SMALLEST_SHOWN } from '../../domain/small-cells.js';
import type { ReportProvider } from './report-model-providers.js';
import type {
  ExposureRow,
  FindingRow,
  MovementMeasure,
  ReportModel,
  ZoneRow,
} from './report-model.js';

export class TooFewToShareError extends Error {
  override readonly name = 'TooFewToShareError';

  constructor() {
    super(`there are fewer than ${SMALLEST_SHOWN} beneficiaries: every row would name somebody`);
  }
}

const PATTERN_TITLES: ReadonlyMap<string, string> = new Map<string, string>(
  PATTERN_TEXTS.map(({ id, title }) => [id, title]),
);

const TOPIC_MEASURES = {
  rac_0a339: 'rac_kx_lines',
  targeted_review: 'review_lines',
} as const satisfies Record<ExposureRow['topic'], MovementMeasure>;

export function shareEdition(model: ReportModel): ReportModel {
  if (model.completeness.beneficiaries < SMALLEST_SHOWN) throw new TooFewToShareError();
  const exposures = shownRows(model.exposures, ({ topic }) => topic, peopleOf);
  const findings = shownRows(model.findings, ({ kind }) => kind, peopleOf);
  const zones = shownRows(model.zones, ({ year, group }) => `${year} ${group}`, zonePeople);
  const years = new Set(zones.wholeParts);
  const hidden = new Set<MovementMeasure>(hiddenMeasures(model, { exposures, findings, zones }));
  const names = namesOf(model.providers);
  const trend = model.trend.filter((row) =>
    [row.kxLines, row.therapyLines - row.kxLines, row.earlyLines].every(isShowable),
  );
  return {
    ...model,
    organisation: null,
    movement: model.movement.filter((row) => !hidden.has(row.measure) && isMovementShown(row)),
    exposures: exposures.rows,
    findings: findings.rows,
    zones: zones.rows,
    years: model.years
      .filter(({ year, group }) => years.has(`${year} ${group}`))
      .filter(({ kxLines, deniedLines }) => isShowable(kxLines) && isShowable(deniedLines)),
    trend,
    firstKx: model.firstKx.every(({ totals }) => isShowable(totals)) ? model.firstKx : [],
    // How many people stand behind a cause is not counted, so that none can be shown.
    causes: [],
    largest: null,
    providers: model.providers.flatMap((provider) => sharedProvider(provider, names)),
    providerMonths: [],
    documentation: sharedReadiness(model.documentation),
    simulatedAdr: null,
    lines: [],
    // Owners are people, and what each of them has is few lines.
    cases: undefined,
    unknowns: [
      `This is the share edition: names are replaced, and rows of fewer than ${SMALLEST_SHOWN} ` +
        'people are left out with those that would give them away. Lists of lines and claims, ' +
        'and what rests on single beneficiaries, are left out altogether.',
      ...model.unknowns,
    ],
  };
}

/** Items of few lines may be one beneficiary's: the whole row goes, as its counts add up. */
function sharedReadiness(documentation: ReportModel['documentation']) {
  if (documentation === null) return null;
  const items = documentation.items.filter(({ present, late, absent, unknown }) =>
    [present, late, absent, unknown].every(isShowable),
  );
  return { ...documentation, items, gaps: [] };
}

interface ShownRows<Row> {
  readonly rows: Row[];
  /** Parts whose sum may be shown, and those of which no row is missing. */
  readonly shownParts: readonly string[];
  readonly wholeParts: readonly string[];
}

/** Within each part every row is a row of counts; a row stays when all its counts do. */
function shownRows<Row>(
  rows: readonly Row[],
  partOf: (row: Row) => string,
  countsOf: (row: Row) => readonly number[],
): ShownRows<Row> {
  const parts = [...new Set(rows.map(partOf))];
  const shown = parts.map((part) => {
    const own = rows.filter((row) => partOf(row) === part);
    const masked = maskSmallCells({ cells: own.map(countsOf) });
    const kept = own.filter((_, at) => masked.cells[at]?.every((count) => count !== null) === true);
    return { part, kept, isTotalShown: masked.total !== null };
  });
  const isWhole = ({ part, kept }: { readonly part: string; readonly kept: readonly Row[] }) =>
    kept.length === rows.filter((row) => partOf(row) === part).length;
  return {
    rows: shown.flatMap(({ kept }) => kept),
    shownParts: shown.filter(({ isTotalShown }) => isTotalShown).map(({ part }) => part),
    wholeParts: shown.filter((each) => each.isTotalShown && isWhole(each)).map(({ part }) => part),
  };
}

/** Sums are shown only where no row is missing: otherwise a single one could be computed. */
function hiddenMeasures(
  model: ReportModel,
  shown: {
    readonly exposures: ShownRows<ExposureRow>;
    readonly findings: ShownRows<FindingRow>;
    readonly zones: ShownRows<ZoneRow>;
  },
): readonly MovementMeasure[] {
  const topics = model.exposures.map(({ topic }) => topic);
  const hiddenTopics = topics.filter((topic) => !shown.exposures.wholeParts.includes(topic));
  const kinds = model.findings.map(({ kind }) => kind);
  const hiddenKinds = kinds.filter((kind) => !shown.findings.wholeParts.includes(kind));
  // Findings less closing is what was settled: few of these are a small cell.
  const settled = (kind: string): number =>
    (model.cases?.owners ?? [])
      .filter(({ finding }) => finding === kind)
      .reduce((sum, row) => sum + row.settled, 0);
  const settledKinds = kinds.filter((kind) => !isShowable(settled(kind)));
  const isEveryZone = shown.zones.rows.length === model.zones.length;
  return [
    ...hiddenTopics.map((topic) => TOPIC_MEASURES[topic]),
    ...hiddenKinds,
    ...settledKinds,
    ...(isEveryZone ? [] : (['over_kx', 'over_review'] as const)),
  ];
}

/** A small change between two large figures is a small cell as well. */
function isMovementShown({ opening, ...row }: ReportModel['movement'][number]): boolean {
  const { restated, added, resolved, cleared, closing } = row;
  const counts = [opening, added, resolved, cleared, closing].map(({ count }) => count);
  return [...counts, Math.abs(restated.count)].every(isShowable);
}

function isShowable(count: number): boolean {
  return !isSmallCount(count);
}

function peopleOf({ beneficiaries }: { readonly beneficiaries: number }): readonly number[] {
  return [beneficiaries];
}

function zonePeople({ beneficiaries, lowerBoundBeneficiaries }: ZoneRow): readonly number[] {
  return [lowerBoundBeneficiaries, beneficiaries - lowerBoundBeneficiaries];
}

/** In the order of the report, so that the same report gives the same names. */
function namesOf(providers: readonly ReportProvider[]): ReadonlyMap<string, string> {
  const npis = [...new Set(providers.map(({ npi }) => npi))];
  return new Map(npis.map((npi, at) => [npi, `Provider ${at + 1}`] as const));
}

function nameOf(names: ReadonlyMap<string, string>, npi: string | null): string | null {
  return npi === null ? null : (names.get(npi) ?? 'a provider');
}

/** Score and patterns by title; counts, factors and tables of single providers stay at home. */
function sharedProvider(
  provider: ReportProvider,
  names: ReadonlyMap<string, string>,
): readonly ReportProvider[] {
  if (provider.beneficiaries < SMALLEST_SHOWN) return [];
  return [
    {
      ...provider,
      npi: nameOf(names, provider.npi) ?? '',
      detected: provider.detected.map(({ pattern }) => {
        return {
          pattern,
          sentence: `${PATTERN_TITLES.get(pattern) ?? pattern.replaceAll('_', ' ')}.`,
        };
      }),
      parts: [],
      factors: [],
      cbr: [],
    },
  ];
}
