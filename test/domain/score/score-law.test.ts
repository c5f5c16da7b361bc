// The law of the score: with the peers held fixed, one line made worse never lowers it. Proved over
// random counts of a provider among random peers, with the changes that each deed makes in every
// numerator and denominator; and no count of a provider moves what it is compared with.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type {
  BeneficiaryMeasures,
  LineMeasures,
  ProviderMeasures,
  VisitMeasures,
} from '../../../lib/domain/measures/provider-measures.js';
import { scoreProviders, type ProviderScore } from '../../../lib/domain/score/score-providers.js';
import { beneficiaryRow, lineRow, measuresOf, npiOf, visitRow } from './measures-builder.js';

/** The counts of one provider that a score is made of, by what its lines are. */
interface Provider {
  readonly plain: number;
  readonly required: number;
  readonly missing: number;
  readonly early: number;
  readonly conflicts: number;
  readonly denied: number;
  readonly limitDenied: number;
  readonly disciplineConflicts: number;
  readonly beneficiaries: number;
  readonly firstDateEarly: number;
  readonly overLimitDays: number;
  readonly longDays: number;
  readonly longProviderDays: number;
}

interface Rows {
  readonly lines: LineMeasures;
  readonly beneficiaries: BeneficiaryMeasures;
  readonly visits: VisitMeasures;
}

const DAYS = 120;
// Each run scores two whole markets.
const RUNS = 8;

const provider: fc.Arbitrary<Provider> = fc.record({
  plain: fc.integer({ min: 20, max: 300 }),
  required: fc.integer({ min: 1, max: 80 }),
  missing: fc.nat(20),
  early: fc.nat(40),
  conflicts: fc.nat(10),
  denied: fc.nat(15),
  limitDenied: fc.nat(10),
  disciplineConflicts: fc.nat(10),
  beneficiaries: fc.integer({ min: 15, max: 90 }),
  firstDateEarly: fc.nat(14),
  overLimitDays: fc.nat(10),
  longDays: fc.nat(10),
  longProviderDays: fc.nat(10),
});

/** A person's lines come together. */
const personsOf = (lines: number): number => Math.ceil(lines / 4);

function rowsOf(npi: string, of: Provider): Rows {
  const compliant = of.required;
  const therapyLines =
    of.plain + compliant + of.missing + of.early + of.conflicts + of.denied + of.limitDenied;
  return {
    lines: lineRow({
      npi,
      therapyLines,
      deniedLines: of.denied + of.limitDenied,
      limitDeniedLines: of.limitDenied,
      kxLines: compliant + of.early + of.conflicts,
      judgedKxLines: compliant + of.early + of.conflicts,
      earlyKxLines: of.early,
      unrequiredLines: of.plain + of.early,
      requiredLines: compliant + of.missing,
      missingKxLines: of.missing,
      conflictLines: of.conflicts,
      disciplineCheckedLines: therapyLines,
      disciplineConflictLines: of.disciplineConflicts,
    }),
    beneficiaries: beneficiaryRow({
      npi,
      beneficiaries: of.beneficiaries,
      firstDateEarlyBeneficiaries: of.firstDateEarly,
      earlyKxBeneficiaries: personsOf(of.early),
      requiredBeneficiaries: personsOf(of.required + of.missing),
      missingKxBeneficiaries: personsOf(of.missing),
      limitDeniedBeneficiaries: personsOf(of.limitDenied),
      conflictBeneficiaries: personsOf(of.conflicts),
      deniedBeneficiaries: personsOf(of.denied + of.limitDenied),
      disciplineConflictBeneficiaries: personsOf(of.disciplineConflicts),
    }),
    visits: visitRow({
      npi,
      visits: DAYS,
      providerDays: DAYS,
      limitedCodeDays: DAYS,
      overLimitCodeDays: of.overLimitDays,
      longBeneficiaryDays: of.longDays,
      longProviderDays: of.longProviderDays,
    }),
  };
}

type Deed = (rows: Rows) => Rows | null;

function lines(rows: Rows, change: (row: LineMeasures) => Partial<LineMeasures>): Rows {
  return { ...rows, lines: { ...rows.lines, ...change(rows.lines) } };
}

/** Null where the provider has no such line left. */
const DEEDS: Readonly<Record<string, Deed>> = {
  'adds KX to a line below the amount': (rows) => {
    if (rows.lines.earlyKxLines === rows.lines.unrequiredLines) return null;
    return lines(rows, (row) => ({
      kxLines: row.kxLines + 1,
      judgedKxLines: row.judgedKxLines + 1,
      earlyKxLines: row.earlyKxLines + 1,
    }));
  },
  'adds KX on the first date of a beneficiary': (rows) => {
    const { firstDateEarlyBeneficiaries: early, firstDateJudgedBeneficiaries: all } =
      rows.beneficiaries;
    if (early === all || rows.lines.earlyKxLines === rows.lines.unrequiredLines) return null;
    const beneficiaries = {
      ...rows.beneficiaries,
      firstDateEarlyBeneficiaries: early + 1,
      earlyKxBeneficiaries: rows.beneficiaries.earlyKxBeneficiaries + 1,
    };
    return lines({ ...rows, beneficiaries }, (row) => ({
      kxLines: row.kxLines + 1,
      judgedKxLines: row.judgedKxLines + 1,
      earlyKxLines: row.earlyKxLines + 1,
    }));
  },
  'drops KX from a line that requires it': (rows) => {
    if (rows.lines.missingKxLines === rows.lines.requiredLines) return null;
    return lines(rows, (row) => ({
      kxLines: row.kxLines - 1,
      judgedKxLines: row.judgedKxLines - 1,
      missingKxLines: row.missingKxLines + 1,
    }));
  },
  'adds GA to a line with KX': (rows) => {
    if (rows.lines.conflictLines >= rows.lines.kxLines) return null;
    return lines(rows, (row) => ({
      conflictLines: row.conflictLines + 1,
      gaConflictLines: row.gaConflictLines + 1,
    }));
  },
  'adds KX to a line with GA below the amount': (rows) => {
    if (rows.lines.earlyKxLines === rows.lines.unrequiredLines) return null;
    return lines(rows, (row) => ({
      kxLines: row.kxLines + 1,
      judgedKxLines: row.judgedKxLines + 1,
      earlyKxLines: row.earlyKxLines + 1,
      conflictLines: row.conflictLines + 1,
    }));
  },
  'bills more units than the limit of a day': (rows) => {
    if (rows.visits.overLimitCodeDays === DAYS) return null;
    const overLimitCodeDays = rows.visits.overLimitCodeDays + 1;
    return { ...rows, visits: { ...rows.visits, overLimitCodeDays } };
  },
  'bills more than eight hours': (rows) => {
    const { longBeneficiaryDays, longProviderDays } = rows.visits;
    if (longBeneficiaryDays === DAYS || longProviderDays === DAYS) return null;
    const longer = {
      longBeneficiaryDays: longBeneficiaryDays + 1,
      longProviderDays: longProviderDays + 1,
    };
    return { ...rows, visits: { ...rows.visits, ...longer } };
  },
  'has a line denied that was in order': (rows) => {
    if (rows.lines.earlyKxLines === rows.lines.unrequiredLines) return null;
    return lines(rows, (row) => ({
      deniedLines: row.deniedLines + 1,
      unrequiredLines: row.unrequiredLines - 1,
    }));
  },
  'has a line with due KX denied': (rows) => {
    if (rows.lines.missingKxLines === rows.lines.requiredLines) return null;
    return lines(rows, (row) => ({
      deniedLines: row.deniedLines + 1,
      requiredLines: row.requiredLines - 1,
      kxLines: row.kxLines - 1,
      judgedKxLines: row.judgedKxLines - 1,
    }));
  },
  'has a line without due KX denied for the limit': (rows) => {
    if (rows.lines.missingKxLines === 0) return null;
    return lines(rows, (row) => ({
      deniedLines: row.deniedLines + 1,
      limitDeniedLines: row.limitDeniedLines + 1,
      requiredLines: row.requiredLines - 1,
      missingKxLines: row.missingKxLines - 1,
    }));
  },
  'has a line in conflict denied': (rows) => {
    if (rows.lines.conflictLines === 0) return null;
    return lines(rows, (row) => ({
      deniedLines: row.deniedLines + 1,
      conflictLines: row.conflictLines - 1,
      deniedConflictLines: row.deniedConflictLines + 1,
    }));
  },
  'names another discipline': (rows) => {
    if (rows.lines.disciplineConflictLines === rows.lines.disciplineCheckedLines) return null;
    return lines(rows, (row) => ({ disciplineConflictLines: row.disciplineConflictLines + 1 }));
  },
};

const OWN = npiOf(0);

function measures(own: Rows, peers: readonly Provider[]): ProviderMeasures {
  const rows = [own, ...peers.map((peer, at) => rowsOf(npiOf(at + 1), peer))];
  return measuresOf({
    lines: rows.map((row) => row.lines),
    beneficiaries: rows.map((row) => row.beneficiaries),
    visits: rows.map((row) => row.visits),
  });
}

function ownScore(own: Rows, peers: readonly Provider[]): ProviderScore {
  const { providers } = scoreProviders(measures(own, peers), { benchmarks: [] });
  const score = providers.rendering.find(({ npi }) => npi === OWN);
  if (score === undefined) throw new Error('every provider has a score');
  return score;
}

const market = fc.array(provider, { minLength: 4, maxLength: 9 });

describe('score', () => {
  it.each(Object.keys(DEEDS))('is never lower when a provider %s', (name) => {
    fc.assert(
      fc.property(provider, market, (own, peers) => {
        const before = rowsOf(OWN, own);
        const after = DEEDS[name]?.(before) ?? null;
        fc.pre(after !== null);

        const risen = ownScore(after ?? before, peers).hundredths;

        expect(risen).toBeGreaterThanOrEqual(ownScore(before, peers).hundredths);
      }),
      { numRuns: RUNS },
    );
  });

  it('rises at all when much gets worse', () => {
    const own = { plain: 300, required: 40, missing: 0, early: 2, conflicts: 0 };
    const rest = { denied: 2, limitDenied: 0, disciplineConflicts: 0, beneficiaries: 60 };
    const days = { firstDateEarly: 1, overLimitDays: 0, longDays: 0, longProviderDays: 0 };
    const honest: Provider = { ...own, ...rest, ...days };
    const peers = Array.from({ length: 8 }, () => honest);
    let rows = rowsOf(OWN, honest);
    const before = ownScore(rows, peers).hundredths;
    for (const name of Object.keys(DEEDS)) {
      for (let times = 0; times < 25; times += 1) rows = DEEDS[name]?.(rows) ?? rows;
    }

    expect(before).toBe(0);
    expect(ownScore(rows, peers).hundredths).toBeGreaterThan(5000);
  });

  it('compares with peers that own counts do not move', () => {
    fc.assert(
      fc.property(provider, provider, market, (one, other, peers) => {
        const basis = (own: Provider): unknown =>
          ownScore(rowsOf(OWN, own), peers).parts.map(
            ({ pattern, peerShare, peerUnits, peerProviders }) => [
              pattern,
              peerShare === null ? null : peerShare.toPrecision(12),
              peerUnits,
              peerProviders,
            ],
          );

        expect(basis(one)).toEqual(basis(other));
      }),
      { numRuns: RUNS },
    );
  });

  it('is the exact sum of its parts, within its weights', () => {
    fc.assert(
      fc.property(provider, market, (own, peers) => {
        const { hundredths, parts } = ownScore(rowsOf(OWN, own), peers);

        expect(parts.reduce((sum, part) => sum + part.hundredths, 0)).toBe(hundredths);
        expect(parts.every((part) => Number.isInteger(part.hundredths))).toBe(true);
        expect(parts.every((part) => part.hundredths <= part.weightPoints * 100)).toBe(true);
        expect(hundredths).toBeLessThanOrEqual(10_000);
      }),
      { numRuns: RUNS },
    );
  });
});
