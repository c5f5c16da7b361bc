// From judged lines through SQL to the pattern, and from its counts back to exactly their lines.

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Manifest } from '../../lib/pipeline/lake/manifest.js';
import { earlyKxLines, scoreSnapshot, type SnapshotQueries } from '../../lib/pipeline/score.js';
import type { JudgedYear } from '../../lib/pipeline/lake/ledger-rows.js';
import { fakeJudgedYear } from './lake/fake-ledger.js';
import { lakeOnDisk, TENANT, type LakeOnDisk } from './lake/lake-on-disk.js';

const ROUTINE = '1111111112';
const CAREFUL = '1222222223';
const GROUP = '1993999998';

let lake: LakeOnDisk;
let manifest: Manifest;
let from: SnapshotQueries;

/** 30 beneficiaries a therapist: one always writes KX, one only at the threshold. */
function people(): readonly JudgedYear[] {
  return Array.from({ length: 60 }, (_, person) => {
    const isRoutine = person < 30;
    const rendering = isRoutine ? ROUTINE : CAREFUL;
    return fakeJudgedYear({
      token: `k1_${String(person).padStart(2, '0')}`,
      year: 2026,
      lines: [
        {
          icn: `${person}a`,
          day: '2026-02-01',
          cents: 10_000,
          kx: isRoutine && person > 2,
          rendering,
        },
        { icn: `${person}b`, day: '2026-03-01', cents: 220_000, kx: isRoutine, rendering },
        { icn: `${person}c`, day: '2026-04-01', cents: 20_000, kx: true, rendering },
        { icn: `${person}d`, day: '2026-01-01', cents: 900, kx: true, discipline: null, rendering },
      ],
    });
  });
}

beforeAll(async () => {
  lake = await lakeOnDisk();
  manifest = await lake.publish(people());
  from = {
    engine: lake.engine,
    query: (name) => lake.queries.get(name).query,
    tenantId: TENANT,
    snapshotId: manifest.snapshotId,
  };
});
afterAll(() => lake.close());

describe('scoreSnapshot', () => {
  it('finds the therapist who writes KX from the first date on', async () => {
    const { routineEarlyKx, year, snapshotId } = await scoreSnapshot(from, 2026);

    expect([year, snapshotId]).toEqual([2026, manifest.snapshotId]);
    const answers = routineEarlyKx.map(({ provider, outcome, evidence }) => {
      const { firstDateEarlyBeneficiaries: early, assessableBeneficiaries: of } = evidence.counts;
      return `${provider.role} ${provider.npi} ${outcome.kind} ${early}/${of}`;
    });
    expect(answers).toEqual([
      `billing ${GROUP} notApplicable 27/60`,
      `rendering ${ROUTINE} detected 27/30`,
      `rendering ${CAREFUL} clear 0/30`,
    ]);
  });

  it('has nothing to say about a year without lines', async () => {
    expect((await scoreSnapshot(from, 2025)).routineEarlyKx).toEqual([]);
  });
});

describe('earlyKxLines', () => {
  it('leads from the counts to exactly their lines', async () => {
    const { routineEarlyKx } = await scoreSnapshot(from, 2026);

    for (const { provider, evidence } of routineEarlyKx) {
      const lines = await earlyKxLines(from, provider);
      const first = new Set(
        lines.filter(({ isFirstDate }) => isFirstDate).map(({ token }) => token),
      );
      expect(lines).toHaveLength(evidence.counts.earlyKxLines);
      expect(first.size).toBe(evidence.counts.firstDateEarlyBeneficiaries);
    }
  });

  it('shows what the line was judged on', async () => {
    const lines = await earlyKxLines(from, { year: 2026, role: 'rendering', npi: ROUTINE });

    expect(lines[0]).toEqual({
      token: 'k1_03',
      payerId: '05102',
      icn: '3a',
      line: 1,
      serviceDate: '2026-02-01',
      hcpcs: '97110',
      modifiers: ['GP', 'KX'],
      group: 'PT_SLP',
      accruedCents: 10_000,
      beforeCents: 0,
      afterCents: 10_000,
      kxThresholdCents: 241_000,
      paidCents: 8_000,
      completeness: 'own_only',
      isFirstDate: true,
    });
  });
});
