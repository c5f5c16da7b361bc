// A case follows its line through corrections, and ends with it.

import { describe, expect, it } from '@jest/globals';
import { commitPerson } from '../../../lib/pipeline/commit-person.js';
import { caseInLedger, linesOfClaim } from '../../../lib/pipeline/cases/read-cases.js';
import { emptyChange } from '../../../lib/pipeline/person-change.js';
import { readBeneficiary } from '../../../lib/pipeline/read-beneficiary.js';
import type { ClaimVersion } from '../../../lib/domain/claim.js';
import { claim, reversalOf } from '../../support/claim-builder.js';
import { testReference } from '../../support/test-reference.js';
import { testTools } from '../../support/test-tools.js';

const reference = await testReference();
const LINES = [{ mods: 'GP KX' }, { mods: 'GP' }];
const ORIGINAL = claim({ icn: 'A', lines: LINES });
const CORRECTED = claim({ icn: 'B', replacesIcn: 'A', paidOn: '2026-04-01', lines: LINES });

async function ledgerOf(...versions: readonly ClaimVersion[]) {
  const tools = testTools(reference);
  await commitPerson(tools, emptyChange('k1_a', { versions }));
  const ledger = await readBeneficiary(tools, 'k1_a');
  if (ledger === null) throw new Error('no ledger of k1_a');
  return ledger;
}

describe('caseInLedger', () => {
  it.each<[string, readonly ClaimVersion[], string | null]>([
    ['as it was', [ORIGINAL], 'A'],
    ['under the number of its correction', [ORIGINAL, CORRECTED], 'B'],
    ['nowhere once it was taken back', [ORIGINAL, reversalOf(ORIGINAL, '2026-05-01')], null],
  ])('finds the second line of a claim %s', async (_what, versions, icn) => {
    const decided = linesOfClaim(await ledgerOf(ORIGINAL), 'A')[1];
    if (decided === undefined) throw new Error('a claim of two lines');

    const found = caseInLedger(await ledgerOf(...versions), decided);

    const { version } = found ?? {};
    expect(version?.kind === 'line' ? version.icn : null).toBe(icn);
    expect([undefined, decided.caseId]).toContain(found?.caseId);
  });
});
