// What a viewer sees: counts of people from 1 to 10 are null, and as many others as it takes that
// none can be computed (CELL-1); no line, no claim, no person.

import { isSmallCount, maskSmallCells } from '../domain/small-cells.js';
import type { PatternsPage, ProviderRow, ZoneRow } from '../pipeline/pages/page-contents.js';
import type { TodayAnswer } from './contract/overview.js';
import type { ProviderListRow } from './contract/providers.js';
import type { Principal } from './principal.js';

export function isMasked({ role }: Principal): boolean {
  return role === 'viewer';
}

/** The table of zones by year and group: cells, and what would give one away. */
function maskZones(zones: readonly ZoneRow[]): TodayAnswer['zones'] {
  const rows = [...new Set(zones.map(rowKey))];
  const columns = [...new Set(zones.map(({ zone }) => zone))];
  const cells = rows.map((row) =>
    columns.map(
      (zone) =>
        zones.find((each) => rowKey(each) === row && each.zone === zone)?.beneficiaries ?? 0,
    ),
  );
  const masked = maskSmallCells({ cells });
  return zones.map((zone) => ({
    ...zone,
    beneficiaries: masked.cells[rows.indexOf(rowKey(zone))]?.[columns.indexOf(zone.zone)] ?? null,
    lowerBoundBeneficiaries: null,
  }));
}

/** Money and lines of few people would name them as well as their number does. */
function maskExposures(exposures: TodayAnswer['exposures']): TodayAnswer['exposures'] {
  return exposures.map((row) =>
    row.beneficiaries === null || isSmallCount(row.beneficiaries)
      ? { ...row, lines: null, beneficiaries: null, allowedCents: null, paidCents: null }
      : row,
  );
}

export function maskToday(today: TodayAnswer, zones: readonly ZoneRow[]): TodayAnswer {
  return {
    ...today,
    isMasked: true,
    zones: maskZones(zones),
    exposures: maskExposures(today.exposures),
    attention: today.attention.filter(({ beneficiaries }) => !isSmallCount(beneficiaries)),
    lines: [],
    totals: maskTotals(today.totals),
    providers: today.providers.map((provider) => ({ ...provider, sentence: '' })),
  };
}

function maskTotals(totals: TodayAnswer['totals']): TodayAnswer['totals'] {
  const { beneficiaries } = totals;
  return {
    ...totals,
    beneficiaries: beneficiaries === null || isSmallCount(beneficiaries) ? null : beneficiaries,
    byYearAndGroup: totals.byYearAndGroup.filter(
      (row) => row.beneficiaries !== null && !isSmallCount(row.beneficiaries),
    ),
  };
}

/** Points are made of counts that may be small: a viewer gets the band and the patterns alone. */
export function maskProvider(provider: ProviderRow): ProviderListRow {
  return {
    ...provider,
    score: null,
    beneficiaries: isSmallCount(provider.beneficiaries) ? null : provider.beneficiaries,
    exposedCents: null,
    topPart: null,
  };
}

export function maskPatterns(page: PatternsPage): PatternsPage {
  return {
    ...page,
    funnel: [],
    firstKx: page.firstKx.every(({ totals }) => !isSmallCount(totals)) ? page.firstKx : [],
    changePoints: [],
    heat: { ...page.heat, rows: [] },
    causes: {
      ...page.causes,
      causes: page.causes.causes.filter(({ lines }) => !isSmallCount(lines)),
    },
  };
}

function rowKey({ year, group }: ZoneRow): string {
  return `${year} ${group}`;
}
