// Deciding: one entry after the other, on what stood, with a reason; nobody overwrites anybody.

import { describe, expect, it } from '@jest/globals';
import { caseOfCause, caseOfLine } from '../../../lib/pipeline/cases/case-subject.js';
import { casesOfClaims } from '../../../lib/pipeline/cases/cases-of-claims.js';
import { readCases } from '../../../lib/pipeline/cases/read-cases.js';
import { recordDecision, type Decision } from '../../../lib/pipeline/cases/record-decision.js';
import { resolveVersions } from '../../../lib/domain/resolve-versions.js';
import { versionHeader } from '../../../lib/pipeline/claim-identity.js';
import { claim, CONTRACTOR, OTHER_CONTRACTOR } from '../../support/claim-builder.js';
import { fakeCaseStore } from '../../support/fake-case-store.js';
import { fold, foldContext, lineOf } from '../../support/fold-person.js';
import { testReference } from '../../support/test-reference.js';

const context = foldContext(await testReference());
const ORIGINAL = claim({ icn: 'A', lines: [{ mods: 'GP KX' }] });
const CORRECTED = claim({
  icn: 'B',
  replacesIcn: 'A',
  paidOn: '2026-04-01',
  lines: [{ mods: 'GP' }],
});
const CLOCK = { now: () => '2026-05-04T10:00:00.000Z' };

function caseNow(versions: readonly (typeof ORIGINAL)[], icn: string) {
  const resolution = resolveVersions(versions.map(versionHeader), context.settings);
  return caseOfLine(lineOf(fold(2026, { versions }, context), icn), resolution);
}

function setup() {
  const cases = fakeCaseStore();
  const tools = { tenantId: 'a', cases, clock: CLOCK };
  const decide = (more: Partial<Decision> = {}, present = caseNow([ORIGINAL], 'A')) =>
    recordDecision(tools, present, { note: '', enteredBy: 'sam', ...more });
  return { cases, decide };
}

describe('a decision', () => {
  it('is kept with what it was decided on', async () => {
    const { cases, decide } = setup();

    await decide({ owner: 'dana' });
    await decide({ status: 'resolved', note: ' corrected claim sent ' });

    const [entries] = [...(await readCases(cases, 'a')).values()];
    expect(entries).toMatchObject([
      { number: 1, status: 'open', owner: 'dana', enteredBy: 'sam', enteredAt: CLOCK.now() },
      { number: 2, status: 'resolved', owner: 'dana', note: 'corrected claim sent' },
    ]);
    expect(entries?.[1]?.decidedOn).toMatchObject({
      versionKey: ORIGINAL.versionKey,
      finding: 'early',
      icn: 'A',
      cents: 10_000,
      paidCents: 8_000,
    });
  });

  it.each([
    ['a status without a reason', { status: 'dismissed' }, 'note_needed'],
    ['a Medicare number', { note: 'see 1EG4-TE5-MK73, please' }, 'note_has_mbi'],
    ['a novel', { note: 'x'.repeat(1_001) }, 'note_too_long'],
    ['an owner without a name', { owner: ' ' }, 'bad_owner'],
    ['an owner of two lines', { owner: 'a\nb' }, 'bad_owner'],
  ] as const)('is refused with %s', async (_what, decision, reason) => {
    const { cases, decide } = setup();

    expect(await decide(decision)).toEqual({ kind: 'refused', reason });
    expect((await readCases(cases, 'a')).size).toBe(0);
  });

  it('loses against one that was made meanwhile, and tells it', async () => {
    const { decide } = setup();
    await decide({ expected: 0, owner: 'dana' });

    const late = await decide({ expected: 0, owner: 'lee' });

    expect(late).toMatchObject({ kind: 'conflict', entries: [{ owner: 'dana' }] });
  });

  it('is about the same case after a correction, whose status starts again at open', async () => {
    const { decide } = setup();
    await decide({ status: 'confirmed', note: 'no record', owner: 'dana' });
    const corrected = caseNow([ORIGINAL, CORRECTED], 'B');

    const result = await decide({ note: 'corrected meanwhile' }, corrected);

    expect(corrected.caseId).toBe(caseNow([ORIGINAL], 'A').caseId);
    expect(result).toMatchObject({
      kind: 'recorded',
      entries: [{}, { status: 'open', owner: 'dana' }],
    });
  });

  it('goes with the claims of a person who is deleted, and with no others', async () => {
    const { cases, decide } = setup();
    const counts = { lines: 2, exposedPaidCents: 5, underBilledChargeCents: 0 };
    const cause = { kind: 'missing_kx', role: null, npi: null, payerId: null, ...counts };
    await decide({ owner: 'dana' });
    await decide({ owner: 'dana' }, caseOfCause(cause));

    const of = (payerId: string) => [{ payerId, icn: 'A' }];
    expect(await casesOfClaims({ cases, tenantId: 'a' }, of(OTHER_CONTRACTOR))).toEqual([]);
    const found = await casesOfClaims({ cases, tenantId: 'a' }, of(CONTRACTOR));
    expect(found).toHaveLength(1);
    await cases.remove('a', found);
    const left = [...(await readCases(cases, 'a')).values()].flat();
    expect(left.map(({ subject }) => subject.kind)).toEqual(['cause']);
  });
});
