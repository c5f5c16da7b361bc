// Replays a worked example of kind `ledger` through the same fold that judges real claims.

import type { ClaimFacts, ClaimLine, ClaimVersion } from '../../domain/claim.js';
import { crossingChanges, standingCrossings } from '../../domain/crossing-events.js';
import { toIsoDay } from '../../domain/day.js';
import {
  DEFAULT_FOLD_SETTINGS,
  type FoldContext,
  type FoldSettings,
} from '../../domain/fold-settings.js';
import { foldYear, yearsOf } from '../../domain/fold-year.js';
import type { GroupView, JudgedLine, YearView } from '../../domain/judgement.js';
import type { Seed, StandingCrossing } from '../../domain/ledger-document.js';
import { formatCents, parseCents, ZERO_CENTS, type Cents } from '../../domain/money.js';
import type { PersonLedger } from '../../domain/person-ledger.js';
import type { Contractor, ReferenceData, ThresholdGroup } from '../../domain/reference.js';
import { identifyClaim, versionHeader } from '../claim-identity.js';
import type { ExampleClaim, ExampleLine, LedgerExample } from './example-schema.js';

export interface LedgerReplay {
  readonly lines: readonly Record<string, unknown>[];
  readonly buckets: readonly Record<string, unknown>[];
  readonly events: readonly Record<string, unknown>[];
}

const TENANT = 'example';
/** The payer of the examples: counts as a Medicare contractor while they run. */
const EXAMPLE_PAYER = 'EXAMPLE';

/** 835 filing indicators that stand for the payers of the vocabulary. */
const FILING_INDICATOR = {
  MEDICARE_FFS: 'MB',
  MEDICARE_ADVANTAGE: '16',
  COMMERCIAL: 'CI',
  MEDICAID: 'MC',
  OTHER: 'ZZ',
} as const;

/** CLP02 23 and 25: not ours to count. */
const OUT_OF_SCOPE = new Set(['23', '25']);

/** Answers in the shape of `expected`: money as decimal text, crossings as [icn, line]. */
export function replayLedgerExample(
  example: Pick<LedgerExample, 'config' | 'seed' | 'claims'>,
  reference: ReferenceData,
): LedgerReplay {
  const context: FoldContext = {
    reference: withExamplePayer(reference),
    settings: settingsOf(example.config ?? {}),
  };
  const versions = example.claims.map((claim) =>
    OUT_OF_SCOPE.has(claim.status) ? null : identifyClaim(TENANT, factsOf(claim)),
  );
  const seeds = seedsOf(example.seed ?? {});
  const events: Record<string, unknown>[] = [];
  let standing = new Map<number, readonly StandingCrossing[]>();
  versions.forEach((_, afterClaimIndex) => {
    const views = foldAll(personOf(versions.slice(0, afterClaimIndex + 1), seeds), context);
    const now = new Map(views.map((view) => [view.year, standingCrossings(view)]));
    const years = [...new Set([...standing.keys(), ...now.keys()])].sort((a, b) => a - b);
    for (const year of years) {
      for (const change of crossingChanges(year, standing.get(year) ?? [], now.get(year) ?? [])) {
        const at = change.crossing === null ? {} : { at: place(change.crossing) };
        events.push({
          afterClaimIndex,
          type: change.type,
          year: String(year),
          bucket: change.group,
          ...at,
        });
      }
    }
    standing = now;
  });
  const views = foldAll(personOf(versions, seeds), context);
  return {
    lines: views.flatMap((view) => view.lines.map(lineAnswer)),
    buckets: views.flatMap((view) => view.groups.map(bucketAnswer)),
    events,
  };
}

function foldAll(person: PersonLedger, context: FoldContext): readonly YearView[] {
  return yearsOf(person).map((year) => foldYear(year, person, context));
}

function personOf(
  versions: readonly (ClaimVersion | null)[],
  seeds: readonly Seed[],
): PersonLedger {
  const known = versions.filter((version) => version !== null);
  return { versions: known, headers: known.map(versionHeader), seeds, quarantined: [] };
}

function settingsOf(config: NonNullable<LedgerExample['config']>): FoldSettings {
  return {
    ...DEFAULT_FOLD_SETTINGS,
    order: config.orderPolicy ?? 'receipt',
    correctionPlacement: config.correctionPosition ?? 'original',
    nearTolerance: { kind: 'fixed', cents: amount(config.nearThresholdTolerance) },
  };
}

function withExamplePayer(reference: ReferenceData): ReferenceData {
  const row: Contractor = {
    number: EXAMPLE_PAYER,
    part: 'B',
    jurisdiction: '',
    name: 'worked example',
    states: '',
    source: 'worked example',
    confidence: 'high',
    checkedOn: toIsoDay('2000-01-01'),
  };
  return { ...reference, contractors: new Map([...reference.contractors, [EXAMPLE_PAYER, row]]) };
}

function seedsOf(seed: NonNullable<LedgerExample['seed']>): readonly Seed[] {
  return Object.entries(seed).flatMap(([year, groups]) =>
    Object.entries(groups).map(([group, text]) => ({
      seedKey: `${year}|${group}`,
      kind: 'outside' as const,
      year: Number(year),
      group: group as ThresholdGroup,
      cents: amount(text),
      asOf: null,
      source: 'worked example',
      enteredBy: 'worked example',
    })),
  );
}

function factsOf(claim: ExampleClaim): ClaimFacts {
  const lines = claim.lines.map(lineOf);
  return {
    feed: 'x12-835',
    icn: claim.icn,
    payerId: EXAMPLE_PAYER,
    payerName: null,
    filingIndicator: FILING_INDICATOR[claim.payer ?? 'MEDICARE_FFS'],
    claimType: claim.claimType,
    typeOfBill: claim.typeOfBill ?? null,
    placeOfService: null,
    isCriticalAccess: claim.cah ?? false,
    status: claim.status,
    isReversal: claim.status === '22',
    replacesIcn: claim.replaces ?? null,
    accountNumber: null,
    receivedDate: toIsoDay(claim.received),
    paidDate: toIsoDay(claim.paidDate ?? claim.received),
    statementFrom: toIsoDay(claim.received),
    statementTo: null,
    trace: '',
    billingNpi: claim.billingNpi ?? null,
    billingTin: null,
    billingState: null,
    renderingNpi: null,
    chargeCents: total(lines, (line) => line.chargeCents),
    paidCents: total(lines, (line) => line.paidCents),
    adjustments: [],
    remarks: [],
    lines,
    intakeNotes: [],
    mspAccrual: claim.mspAccrual ?? null,
  };
}

function lineOf(line: ExampleLine): ClaimLine {
  const serviceDate = toIsoDay(line.dos);
  return {
    line: line.line,
    serviceDate,
    serviceDateEnd: serviceDate,
    hcpcs: line.hcpcs,
    modifiers: line.mods ?? [],
    submitted: null,
    revenueCode: line.rev ?? null,
    units: line.units ?? 1,
    chargeCents: amount(line.charge),
    paidCents: amount(line.paid),
    allowedCents: typeof line.allowed === 'string' ? amount(line.allowed) : null,
    adjustments: (line.cas ?? []).map(([group, reason, text]) => ({
      group,
      reason,
      cents: amount(text),
    })),
    remarks: [],
    renderingNpi: null,
    placeOfService: null,
    controlNumber: null,
    isDenied: line.denied ?? false,
    isBalanced: true,
  };
}

function lineAnswer(judged: JudgedLine): Record<string, unknown> {
  return {
    claim: judged.claim.icn,
    line: judged.line.line,
    bucket: judged.group,
    accrued: formatCents(judged.accruedCents),
    before: judged.beforeCents === null ? null : formatCents(judged.beforeCents),
    after: judged.afterCents === null ? null : formatCents(judged.afterCents),
    kxExpected: judged.kxExpected,
    kxAssessment: judged.kxAssessment,
    flags: judged.flags,
  };
}

function bucketAnswer(view: GroupView): Record<string, unknown> {
  return {
    year: String(view.year),
    bucket: view.group,
    tally: formatCents(view.accumulatedCents),
    kxCrossing: view.kxCrossing === null ? null : place(view.kxCrossing),
    reviewCrossing: view.reviewCrossing === null ? null : place(view.reviewCrossing),
    reviewExposedAllowed: formatCents(view.reviewExposedAllowedCents),
    reviewExcess: formatCents(view.reviewExcessCents),
  };
}

function place(crossing: StandingCrossing): readonly [string, number] {
  return [crossing.claim, crossing.line];
}

function amount(text: string | null | undefined): Cents {
  return parseCents(text ?? '0') ?? ZERO_CENTS;
}

function total(lines: readonly ClaimLine[], of: (line: ClaimLine) => Cents): Cents {
  return lines.reduce((sum, line) => (sum + of(line)) as Cents, ZERO_CENTS);
}
