// Each line with a finding under exactly one cause, in the fixed order, with sums that are those of
// all lines.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toIsoDay } from '../../../lib/domain/day.js';
import type { FindingMeasures } from '../../../lib/domain/measures/provider-measures.js';
import { toCents } from '../../../lib/domain/money.js';
import { billingFingerprint } from '../../../lib/domain/patterns/billing-fingerprint.js';
import { mistakenRule } from '../../../lib/domain/patterns/mistaken-rule.js';
import {
  NO_DOLLARS,
  type PatternFinding,
  type PatternId,
} from '../../../lib/domain/patterns/pattern-finding.js';
import type { ProviderRole } from '../../../lib/domain/patterns/provider-role.js';
import { rootCauses } from '../../../lib/domain/score/root-causes.js';
import { findingRow, jumpRow, npiOf, ruleFitRow } from './measures-builder.js';

const BILLER = '1500000001';
const THERAPIST = npiOf(1);

function detected(pattern: PatternId, role: ProviderRole, npi: string): PatternFinding {
  const evidence = {
    kind: 'share',
    beneficiaries: 40,
    hits: 20,
    n: 40,
    share: 0.5,
    interval: null,
    shrunkenShare: 0.4,
    peers: null,
    test: null,
  } as const;
  return { pattern, role, npi, outcome: { kind: 'detected' }, evidence, dollars: NO_DOLLARS };
}

const FINGERPRINT = billingFingerprint([jumpRow({ npi: BILLER })], 60);
const MERGED = mistakenRule(
  ruleFitRow({ npi: BILLER, judgedLines: 90, wrongLines: 20, mergedExplains: 20, mergedFits: 90 }),
  { seen: 60, wrong: 12, required: 20 },
);
const ROUTINE = detected('routine_early_kx', 'rendering', THERAPIST);
const MISSING = detected('missing_kx', 'billing', BILLER);
const CONFLICT = detected('kx_conflict', 'rendering', THERAPIST);
const ALL = [FINGERPRINT, MERGED, ROUTINE, MISSING, CONFLICT];

const JULY = toIsoDay('2026-07-01');

describe('rootCauses', () => {
  it.each<{
    name: string;
    line: Partial<FindingMeasures>;
    findings: PatternFinding[];
    cause: object;
  }>([
    {
      name: 'the billing system, from the month of the jump on',
      line: { serviceMonth: toIsoDay('2026-06-01'), mergedExplains: true },
      findings: ALL,
      cause: { kind: 'billing_system', npi: BILLER, payerId: '04412', from: '2026-06-15' },
    },
    {
      name: 'the mistaken rule before that month',
      line: { serviceMonth: toIsoDay('2026-05-01'), mergedExplains: true },
      findings: ALL,
      cause: { kind: 'mistaken_rule', role: 'billing', npi: BILLER, mistake: 'merged' },
    },
    {
      name: 'the mistaken rule with another payer',
      line: { serviceMonth: JULY, payerId: '05901', mergedExplains: true },
      findings: ALL,
      cause: { kind: 'mistaken_rule' },
    },
    {
      name: "the therapist's routine where the rule explains nothing",
      line: { serviceMonth: JULY, payerId: '05901', swappedExplains: true },
      findings: ALL,
      cause: { kind: 'routine_early_kx', role: 'rendering', npi: THERAPIST },
    },
    {
      name: 'single lines where nothing is detected',
      line: {},
      findings: [],
      cause: { kind: 'single_early', role: null, npi: null },
    },
    {
      name: "the biller's omission",
      line: { kind: 'missing', serviceMonth: JULY },
      findings: ALL,
      cause: { kind: 'missing_kx', role: 'billing', npi: BILLER },
    },
    {
      name: 'single lines where another biller left KX out',
      line: { kind: 'missing', billingNpi: npiOf(77) },
      findings: ALL,
      cause: { kind: 'single_missing' },
    },
    {
      name: "the therapist's conflicts where the biller has none",
      line: { kind: 'conflict' },
      findings: ALL,
      cause: { kind: 'kx_conflict', role: 'rendering', npi: THERAPIST },
    },
    {
      name: 'single conflicts of somebody unknown',
      line: { kind: 'conflict', renderingNpi: null, billingNpi: null },
      findings: ALL,
      cause: { kind: 'single_conflict' },
    },
  ])('names $name', ({ line, findings, cause }) => {
    const { causes } = rootCauses([findingRow(line)], findings);

    expect(causes).toHaveLength(1);
    expect(causes[0]).toMatchObject(cause);
    expect(causes[0]?.mend).toMatch(/^[A-Z].+\.$/);
  });

  it('adds lines and dollars of one cause, each direction by itself', () => {
    const money = { exposedPaidCents: toCents(1000), underBilledChargeCents: toCents(0) };
    const lost = { exposedPaidCents: toCents(0), underBilledChargeCents: toCents(700) };
    const { causes, total } = rootCauses(
      [
        findingRow({ ...money, lines: 3 }),
        findingRow({ ...money, lines: 2, isFirstDate: true }),
        findingRow({ ...lost, kind: 'missing', lines: 4 }),
      ],
      [ROUTINE],
    );

    expect(
      causes.map(({ kind, lines, exposedPaidCents, underBilledChargeCents }) => [
        kind,
        lines,
        exposedPaidCents,
        underBilledChargeCents,
      ]),
    ).toEqual([
      ['routine_early_kx', 5, 2000, 0],
      ['single_missing', 4, 0, 700],
    ]);
    expect(total).toEqual({ lines: 9, exposedPaidCents: 2000, underBilledChargeCents: 700 });
  });

  it('loses and doubles nothing, whatever is detected', () => {
    const line: fc.Arbitrary<FindingMeasures> = fc
      .record({
        billingNpi: fc.constantFrom(BILLER, npiOf(9), null),
        renderingNpi: fc.constantFrom(THERAPIST, npiOf(8), null),
        payerId: fc.constantFrom('04412', '05901'),
        serviceMonth: fc.constantFrom(toIsoDay('2026-02-01'), JULY),
        kind: fc.constantFrom('early', 'missing', 'conflict'),
        mergedExplains: fc.boolean(),
        lines: fc.integer({ min: 1, max: 99 }),
        exposedPaidCents: fc.nat(99_999).map(toCents),
        underBilledChargeCents: fc.nat(99_999).map(toCents),
      })
      .map(findingRow);
    fc.assert(
      fc.property(fc.array(line), fc.subarray(ALL), (lines, findings) => {
        const { causes, total } = rootCauses(lines, findings);
        const sum = (of: (item: (typeof lines)[number]) => number): number =>
          lines.reduce((all, each) => all + of(each), 0);

        expect(total.lines).toBe(sum((each) => each.lines));
        expect(total.exposedPaidCents).toBe(sum((each) => each.exposedPaidCents));
        expect(causes.reduce((all, each) => all + each.lines, 0)).toBe(total.lines);
        expect(causes.reduce((all, each) => all + each.exposedPaidCents, 0)).toBe(
          total.exposedPaidCents,
        );
        expect(causes.reduce((all, each) => all + each.underBilledChargeCents, 0)).toBe(
          total.underBilledChargeCents,
        );
      }),
    );
  });
});
