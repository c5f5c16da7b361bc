// What each planted habit leaves in the text of the claims, counted naively: one number a habit,
// from the lines of the planted provider, with limits and timed codes of the reference data.

import { readFileSync } from 'node:fs';
import type { PlantedPattern } from '../../lib/synth/planted-pattern.js';
import type { PlantedTruth, ProviderCounts } from '../../lib/synth/truth.js';
import type { NaiveSet } from './naive-835.js';
import { allowedOf, groupOf, placedLines, type PlacedLine } from './naive-truth.js';
import { THRESHOLDS } from './synth-fixture.js';

export interface JudgedLine extends PlacedLine {
  readonly npi: string | null;
  readonly hasKx: boolean;
  readonly isDenied: boolean;
  readonly kxAmount: number;
  /** Totals of the year up to and with the line, each as some biller might count. */
  readonly own: number;
  readonly other: number;
  readonly charges: number;
}

export interface ProviderLines {
  readonly lines: readonly JudgedLine[];
  /** All Medicare therapy lines of the people whom the provider treats. */
  readonly people: readonly JudgedLine[];
}

interface CodeRow {
  readonly isTimed: boolean;
  readonly required: string;
  readonly unitLimit: number;
}

export const CODES: ReadonlyMap<string, CodeRow> = readCodes();

/** Every Medicare therapy line, with its totals; `outside` is spend that no claim shows. */
export function judgedLines(
  sets: readonly NaiveSet[],
  outside: ReadonlyMap<string, number> = new Map(),
): readonly JudgedLine[] {
  const totals = new Map(outside);
  const add = (key: string, amount: number): number => {
    totals.set(key, (totals.get(key) ?? 0) + amount);
    return totals.get(key) ?? 0;
  };
  return placedLines(sets).flatMap((placed) => {
    const { claim, line } = placed;
    const group = groupOf(claim, line);
    if (group === null) return [];
    const year = Number(line.date.slice(0, 4));
    const allowed = allowedOf(line);
    const key = (of: string): string => `${claim.mbi}|${year}|${of}`;
    return [
      {
        ...placed,
        npi: line.renderingNpi,
        hasKx: line.modifiers.includes('KX'),
        isDenied: allowed === 0,
        kxAmount: amountOf(year, group) ?? Infinity,
        own: add(key(group), allowed),
        other: add(key(group === 'OT' ? 'PT_SLP' : 'OT'), 0),
        charges: add(key(`charges ${group}`), allowed === 0 ? 0 : line.charge),
      },
    ];
  });
}

export function linesOfProvider(
  judged: readonly JudgedLine[],
  { billingNpi, renderingNpi }: Pick<ProviderCounts, 'billingNpi' | 'renderingNpi'>,
): ProviderLines {
  const lines = judged.filter((each) =>
    renderingNpi === null ? each.claim.billingNpi === billingNpi : each.npi === renderingNpi,
  );
  const mbis = new Set(lines.map(({ claim }) => claim.mbi));
  return { lines, people: judged.filter(({ claim }) => mbis.has(claim.mbi)) };
}

type Measure = (provider: ProviderLines, truth: PlantedTruth) => number;

/** Beneficiaries who pass the test, given their lines with the provider and with all. */
function people(
  test: (own: readonly JudgedLine[], all: readonly JudgedLine[]) => boolean,
): Measure {
  return ({ lines, people: all }) => {
    const mbis = [...new Set(lines.map(({ claim }) => claim.mbi))];
    const of = (rows: readonly JudgedLine[], mbi: string): readonly JudgedLine[] =>
      rows.filter(({ claim }) => claim.mbi === mbi);
    return mbis.filter((mbi) => test(of(lines, mbi), of(all, mbi))).length;
  };
}

function count(test: (line: JudgedLine, truth: PlantedTruth) => boolean): Measure {
  return ({ lines }, truth) => lines.filter((line) => test(line, truth)).length;
}

/** Keys whose timed minutes are more than eight hours. */
function longKeys(lines: readonly JudgedLine[], keyOf: (line: JudgedLine) => string): number {
  const minutes = new Map<string, number>();
  for (const each of lines) {
    const isTimed = CODES.get(each.line.code)?.isTimed === true;
    const key = keyOf(each);
    minutes.set(key, (minutes.get(key) ?? 0) + (isTimed ? each.line.units * 15 : 0));
  }
  return [...minutes.values()].filter((sum) => sum > 480).length;
}

const endsWithin = (which: 'kxCents' | 'reviewCents', below: number): Measure =>
  people((own, all) => {
    const last = own[own.length - 1];
    if (last === undefined) return false;
    const amount = amountOf(2025, groupOf(last.claim, last.line) ?? 'OT', which) ?? Infinity;
    const total = Math.max(
      ...all.filter((one) => isSameGroup(one, last)).map(({ own: sum }) => sum),
    );
    return total <= amount && total > amount - below;
  });

const isOver = ({ own, kxAmount }: JudgedLine): boolean => own > kxAmount;
const hasReason = ({ line }: JudgedLine, ...reasons: readonly string[]): boolean =>
  line.cas.some(([, reason]) => reasons.includes(reason));
/** A line denied at the limit would have gone over it. */
const wasOver = (one: JudgedLine): boolean => isOver(one) || hasReason(one, '119');
const beside = (notice: string): Measure =>
  count(({ hasKx, line }) => hasKx && line.modifiers.includes(notice));

export const MEASURES: Readonly<Record<PlantedPattern, Measure>> = {
  routine_early_kx: people((own) => {
    const first = own.map(({ line }) => line.date).sort()[0];
    return own.some((one) => one.line.date === first && one.hasKx && !isOver(one));
  }),
  missing_kx: count((one) => !one.hasKx && wasOver(one)),
  limit_denials: count((one) => hasReason(one, '119')),
  kx_with_ga: beside('GA'),
  kx_with_gx: beside('GX'),
  kx_with_gy: beside('GY'),
  kx_with_gz: beside('GZ'),
  merged_groups: count((one) => one.hasKx && !isOver(one) && one.own + one.other > one.kxAmount),
  swapped_groups: count(
    (one) => one.hasKx !== wasOver(one) && one.hasKx === one.other > one.kxAmount,
  ),
  last_year_amount: count(
    (one) => one.hasKx && !isOver(one) && one.own > (amountOf(2024, 'PT_SLP') ?? Infinity),
  ),
  charges_counted: count((one) => one.hasKx && !isOver(one) && one.charges > one.kxAmount),
  auto_kx_from_day: count(
    (one, { fromDay }) =>
      one.hasKx && !isOver(one) && one.line.date >= (fromDay ?? '9').replaceAll('-', ''),
  ),
  kx_when_near: endsWithin('kxCents', 15_000),
  stop_below_review: endsWithin('reviewCents', 15_000),
  over_review: people((own) =>
    own.some(
      (one) =>
        one.own > (amountOf(2025, groupOf(one.claim, one.line) ?? 'OT', 'reviewCents') ?? Infinity),
    ),
  ),
  units_over_limit: count(({ line }) => line.units > (CODES.get(line.code)?.unitLimit ?? 0)),
  long_days: ({ lines }) => longKeys(lines, ({ claim, line }) => `${claim.mbi}|${line.date}`),
  long_provider_days: ({ lines }) => longKeys(lines, ({ line }) => line.date),
  high_denials: count((one) => hasReason(one, '16', '50')),
  discipline_conflict: count(({ line }) => {
    const required = CODES.get(line.code)?.required ?? '';
    return required !== '' && !line.modifiers.includes(required);
  }),
  assistant_heavy: count(({ line }) => line.modifiers.some((one) => one === 'CQ' || one === 'CO')),
  new_provider: people((own) => {
    const first = own.map(({ line }) => line.date).sort()[0] ?? '';
    return first >= '20250801';
  }),
  shared_tin: count((one, { sharedTin }) => one.claim.billingTin === sharedTin),
  throughout_year: people((own) => {
    const quarters = own.map(({ line }) => Math.ceil(Number(line.date.slice(4, 6)) / 3));
    return new Set(quarters).size === 4;
  }),
  several_providers: people((_, all) => new Set(all.map(({ claim }) => claim.billingNpi)).size > 1),
};

function isSameGroup(left: JudgedLine, right: JudgedLine): boolean {
  return groupOf(left.claim, left.line) === groupOf(right.claim, right.line);
}

function amountOf(
  year: number,
  group: 'PT_SLP' | 'OT',
  which: 'kxCents' | 'reviewCents' = 'kxCents',
): number | null {
  return THRESHOLDS.find((row) => row.year === year)?.[which][group] ?? null;
}

function readCodes(): ReadonlyMap<string, CodeRow> {
  const url = new URL('../../reference/therapy-codes.csv', import.meta.url);
  const [header = '', ...rows] = readFileSync(url, 'utf8').trim().split(/\r?\n/);
  const names = header.split(',');
  // The columns that are read stand before the first that may be quoted.
  return new Map(
    rows.map((row) => {
      const cells = row.split(',');
      const of = (name: string): string => cells[names.indexOf(name)] ?? '';
      const required = of('required_discipline');
      const limit = Number(of('mue_practitioner') || Infinity);
      return [of('code'), { isTimed: of('timed') === 'yes', required, unitLimit: limit }] as const;
    }),
  );
}
