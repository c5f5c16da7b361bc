// A claim in quarantine lowers what is known of its beneficiary, until a good version of it came.

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { QuarantineMark } from '../../lib/domain/ledger-document.js';
import { markKey } from '../../lib/domain/open-marks.js';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { claimKeyOf } from '../../lib/pipeline/claim-identity.js';
import { emptyChange, type PersonChange } from '../../lib/pipeline/person-change.js';
import { readBeneficiary } from '../../lib/pipeline/read-beneficiary.js';
import { refoldLedger } from '../../lib/pipeline/refold-ledger.js';
import { claim, CONTRACTOR, reversalOf } from '../support/claim-builder.js';
import { seed } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';

const reference = await testReference();
const TOKEN = 'k1_a';
const SEEDS = [seed({ amount: '100.00', year: 2025 }), seed({ amount: '100.00', seedKey: 'now' })];

let tools: TestTools;
beforeEach(async () => {
  tools = testTools(reference);
  const versions = [claim({ icn: 'A' }), claim({ icn: 'B', lines: [{ dos: '2025-03-02' }] })];
  await commit({ versions, seeds: SEEDS });
});

async function commit(facts: Partial<PersonChange>): Promise<void> {
  await commitPerson(tools, emptyChange(TOKEN, facts));
}

function mark(given: Partial<QuarantineMark> = {}): QuarantineMark {
  return { quarantineKey: 'q', claimKey: claimKeyOf(CONTRACTOR, 'X'), year: 2026, ...given };
}

/** `2025 seeded, 2026 own_only`. */
async function completeness(): Promise<string> {
  const ledger = await readBeneficiary(tools, TOKEN);
  return (ledger?.years ?? [])
    .map(({ year, groups }) => `${year} ${groups[0]?.completeness}`)
    .join(', ');
}

describe('a quarantined claim', () => {
  it('lowers nothing where there is none', async () => {
    expect(await completeness()).toBe('2025 seeded, 2026 seeded');
  });

  it.each([
    ['its year', mark(), '2025 seeded, 2026 own_only'],
    ['every year when its year is not known', mark({ year: null }), '2025 own_only, 2026 own_only'],
    [
      'its year when its number is not known',
      mark({ claimKey: null }),
      '2025 seeded, 2026 own_only',
    ],
    [
      'its year when it takes back a claim that was accepted before',
      mark({ claimKey: markKey(claimKeyOf(CONTRACTOR, 'A'), true) }),
      '2025 seeded, 2026 own_only',
    ],
    [
      'nothing when a version of it was accepted before',
      mark({ claimKey: claimKeyOf(CONTRACTOR, 'A') }),
      '2025 seeded, 2026 seeded',
    ],
  ])('lowers %s', async (_, one, expected) => {
    await commit({ quarantined: [one] });

    expect(await completeness()).toBe(expected);
  });

  it.each([
    ['of its year', mark()],
    ['of no known year', mark({ year: null })],
  ])('lowers nothing once it is accepted: a claim %s', async (_, one) => {
    await commit({ quarantined: [one] });
    await commit({ versions: [claim({ icn: 'X' })] });

    expect(await completeness()).toBe('2025 seeded, 2026 seeded');
    expect(await refoldLedger(tools, 'all')).toMatchObject({ restated: 0 });
  });

  it('lowers nothing once the reversal that it is of is accepted', async () => {
    await commit({ quarantined: [mark({ claimKey: markKey(claimKeyOf(CONTRACTOR, 'A'), true) })] });
    await commit({ versions: [reversalOf(claim({ icn: 'A' }), '2026-12-30')] });

    expect(await completeness()).toBe('2025 seeded, 2026 seeded');
  });

  it('stays lowering when another claim is accepted', async () => {
    await commit({ quarantined: [mark()] });
    await commit({ versions: [claim({ icn: 'Y' })] });

    expect(await completeness()).toBe('2025 seeded, 2026 own_only');
  });

  it('is counted for the person', async () => {
    await commit({ quarantined: [mark(), mark({ quarantineKey: 'r', year: 2025 })] });

    expect((await readBeneficiary(tools, TOKEN))?.quarantinedClaims).toBe(2);
  });

  it('is no longer counted once it is accepted', async () => {
    await commit({ quarantined: [mark(), mark({ quarantineKey: 'r', claimKey: null })] });
    await commit({ versions: [claim({ icn: 'X' })] });

    expect((await readBeneficiary(tools, TOKEN))?.quarantinedClaims).toBe(1);
  });
});
