import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderX12835, X12_835_BYTES_PER_LINE } from '../../lib/synth/render-x12-835.js';
import { startSynth } from '../../lib/synth/synthesize.js';
import { readSets, segmentsOf } from './naive-835.js';
import { allowedOf } from './naive-truth.js';
import { optionsOf, renderAll } from './synth-fixture.js';

const { text, truth } = renderAll(optionsOf({ seed: 4, size: { kind: 'lines', count: 5000 } }));

/** Every way in which the sums of a text can be wrong, as words; none is what we want. */
function imbalances(remittances: string): string[] {
  const wrong: string[] = [];
  const expectEqual = (what: string, left: number, right: number): void => {
    if (left !== right) wrong.push(`${what}: ${left} is not ${right}`);
  };
  for (const set of readSets(remittances)) {
    const paid = set.claims.reduce((sum, claim) => sum + claim.paid, 0);
    expectEqual('BPR02', set.payment, paid - set.providerAdjustments);
    if (set.payment < 0) wrong.push('BPR02: below zero');
    for (const claim of set.claims) {
      let [charges, payments, fromPatient] = [0, 0, 0];
      for (const line of claim.lines) {
        const adjusted = line.cas.reduce((sum, [, , cents]) => sum + cents, 0);
        expectEqual('SVC03', line.paid, line.charge - adjusted);
        if (line.statedAllowed !== null) expectEqual('B6', line.statedAllowed, allowedOf(line));
        charges += line.charge;
        payments += line.paid;
        for (const [group, , cents] of line.cas) fromPatient += group === 'PR' ? cents : 0;
      }
      expectEqual('CLP03', claim.charge, charges);
      expectEqual('CLP04', claim.paid, payments);
      expectEqual('CLP05', claim.fromPatient, fromPatient);
    }
  }
  return wrong;
}

describe('renderX12835', () => {
  it('balances lines, claims and payments, whatever the seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (seed) => {
        const some = optionsOf({ seed, size: { kind: 'beneficiaries', count: 12 } });
        expect(imbalances(renderAll(some).text)).toEqual([]);
      }),
      { numRuns: 4 },
    );
  });

  it('marks every interchange as test data', () => {
    const headers = segmentsOf(text).filter(([id]) => id === 'ISA');

    expect(headers.length).toBeGreaterThan(10);
    expect(headers.every((header) => header.join('*').length === 105)).toBe(true);
    expect(new Set(headers.map((header) => header[15]))).toEqual(new Set(['T']));
  });

  it('counts and numbers its envelopes', () => {
    const wrong: string[] = [];
    let [inSet, sets] = [0, 0];
    let open: Readonly<Record<string, string>> = {};
    for (const segment of segmentsOf(text)) {
      const [id = '', ...elements] = segment;
      inSet += 1;
      if (id === 'ISA') open = { ...open, ISA: elements[12] ?? '' };
      if (id === 'GS') [open, sets] = [{ ...open, GS: elements[5] ?? '' }, 0];
      if (id === 'ST') [open, inSet, sets] = [{ ...open, ST: elements[1] ?? '' }, 1, sets + 1];
      const trailer = { SE: [inSet, open.ST], GE: [sets, open.GS], IEA: [1, open.ISA] }[id];
      if (trailer !== undefined && elements.join('*') !== trailer.join('*')) wrong.push(id);
    }

    expect(wrong).toEqual([]);
  });

  it('shows the shapes that real remittances have', () => {
    const claims = readSets(text).flatMap((set) => set.claims);
    const lines = claims.flatMap((claim) => claim.lines);
    const has = (test: boolean): boolean => test;
    const seen = {
      reversal: has(claims.some((claim) => claim.status === '22' && claim.charge < 0)),
      replacement: has(claims.some((claim) => claim.replaces !== null)),
      forwarded: has(claims.some((claim) => claim.status === '19')),
      facilities: ['13', '22', '74'].every((two) => claims.some((one) => one.facility === two)),
      payers: ['MB', 'MA', '16', '12'].every((one) => claims.some((two) => two.filing === one)),
      silentReceipt: has(claims.some((claim) => claim.received === null)),
      officeVisit: has(lines.some((line) => line.code === '99213' && line.modifiers[0] === '25')),
      assistant: has(lines.some((line) => line.modifiers.includes('CQ'))),
      deductibleOnly: has(lines.some((line) => line.paid === 0 && allowedOf(line) > 0)),
      withoutAllowed: has(lines.some((line) => line.paid > 0 && line.statedAllowed === null)),
      reasons: ['1', '2', '3', '45', '50', '59', '97', '119', '253'].filter(
        (code) => !lines.some((line) => line.cas.some(([, reason]) => reason === code)),
      ),
      balances: ['WO', 'FB', 'L6'].filter((code) => !text.includes(`*${code}:`)),
    };

    expect(seen).toEqual({
      reversal: true,
      replacement: true,
      forwarded: true,
      facilities: true,
      payers: true,
      silentReceipt: true,
      officeVisit: true,
      assistant: true,
      deductibleOnly: true,
      withoutAllowed: true,
      reasons: [],
      balances: [],
    });
  });

  it('scatters the claims of one beneficiary', () => {
    const sets = readSets(text);
    const setsByPerson = new Map<string, number>();
    for (const { claims } of sets) {
      for (const mbi of new Set(claims.map((claim) => claim.mbi))) {
        setsByPerson.set(mbi, (setsByPerson.get(mbi) ?? 0) + 1);
      }
    }

    const counts = [...setsByPerson.values()].sort((left, right) => left - right);
    expect(counts[Math.floor(counts.length / 2)]).toBeGreaterThan(4);
    expect(sets.some(({ claims }) => new Set(claims.map((one) => one.mbi)).size > 2)).toBe(true);
  });

  it('cuts one run into files that together are the whole', () => {
    const options = optionsOf({ size: { kind: 'beneficiaries', count: 20 } });
    const isFirst = ({ paidDate }: { readonly paidDate: string }): boolean =>
      paidDate < '2025-07-01';

    const files = [isFirst, (one: { readonly paidDate: string }) => !isFirst(one)].map((include) =>
      [...renderX12835(startSynth(options), { include })].join(''),
    );

    const claimsOf = (content: string): string[] =>
      segmentsOf(content).flatMap((segment) => (segment[0] === 'CLP' ? [segment.join('*')] : []));
    expect(files.every((file) => claimsOf(file).length > 0)).toBe(true);
    expect(files.flatMap(claimsOf).sort()).toEqual(claimsOf(renderAll(options).text).sort());
  });

  it('needs about the stated bytes a line', () => {
    const measured = text.length / truth.versionLines;

    expect(Math.abs(measured / X12_835_BYTES_PER_LINE - 1)).toBeLessThan(0.15);
  });
});
