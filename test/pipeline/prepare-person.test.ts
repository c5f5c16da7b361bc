// What one change does to a person's documents: facts are sets, and only what changed is written.

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ClaimVersion } from '../../lib/domain/claim.js';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange, type PersonChange } from '../../lib/pipeline/person-change.js';
import { preparePerson } from '../../lib/pipeline/prepare-person.js';
import { claim } from '../support/claim-builder.js';
import { seed } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';

const reference = await testReference();
const TOKEN = 'k1_a';
const MARK = { quarantineKey: 'q1', claimKey: null, year: 2026 };

let tools: TestTools;
beforeEach(() => {
  tools = testTools(reference);
});

function change(facts: Partial<PersonChange>): PersonChange {
  return emptyChange(TOKEN, facts);
}

/** `chain 1, year 2026 1`: the documents that a change writes, with their versions. */
async function written(facts: Partial<PersonChange>): Promise<string> {
  const { changes } = await preparePerson(tools, change(facts));
  return changes
    .map(({ document }) =>
      document.kind === 'year'
        ? `year ${document.year} ${document.version}`
        : `chain ${document.version}`,
    )
    .join(', ');
}

function keysOf(versions: readonly ClaimVersion[]): readonly string[] {
  return versions.map((version) => version.versionKey);
}

describe('preparePerson', () => {
  it('writes nothing by itself', async () => {
    await preparePerson(tools, change({ versions: [claim()] }));

    expect(tools.ledger.contents().size).toBe(0);
  });

  it('creates the chain and a document for each year of a claim', async () => {
    const versions = [claim({ lines: [{ dos: '2026-01-02' }, { dos: '2025-12-30' }] })];

    await commitPerson(tools, change({ versions }));

    expect([...tools.ledger.contents().values()]).toMatchObject([
      { kind: 'chain', version: 1, years: [2025, 2026], headers: [{ years: [2025, 2026] }] },
      { kind: 'year', year: 2025, version: 1, totals: { PT_SLP: 10_000, OT: 0 } },
      { kind: 'year', year: 2026, version: 1, totals: { PT_SLP: 10_000, OT: 0 } },
    ]);
  });

  it('writes the documents of the years that a plain claim touches, and no other', async () => {
    await commitPerson(tools, change({ versions: [claim({ lines: [{ dos: '2025-03-02' }] })] }));

    expect(await written({ versions: [claim({ icn: 'B' })] })).toBe('chain 2, year 2026 1');
  });

  it.each([
    ['a version', { versions: [claim()] }],
    ['a seed', { seeds: [seed({ amount: '500.00' })] }],
    ['a mark', { quarantined: [MARK] }],
  ])('adds nothing the second time: %s', async (_, facts) => {
    await commitPerson(tools, change(facts));

    expect(await written(facts)).toBe('');
  });

  it('sorts new versions from known ones', async () => {
    const [first, second, third] = [claim(), claim({ icn: 'B' }), claim({ icn: 'C' })];
    await commitPerson(tools, change({ versions: [first] }));
    const prepared = await preparePerson(
      tools,
      change({ versions: [second, first, third, second] }),
    );

    expect(keysOf(prepared.fresh)).toEqual(keysOf([second, third]));
    expect(keysOf(prepared.duplicates)).toEqual(keysOf([first, second]));
  });

  it('takes the same claim of another envelope for a duplicate, of another trace for a version', async () => {
    await commitPerson(tools, change({ versions: [claim()] }));
    const again = claim({ payerName: 'THE CONTRACTOR', intakeNotes: ['SEEN_ELSEWHERE'] });
    const repaid = claim({ trace: 'T2' });
    const prepared = await preparePerson(tools, change({ versions: [again, repaid] }));

    expect(keysOf(prepared.duplicates)).toEqual(keysOf([again]));
    expect(keysOf(prepared.fresh)).toEqual(keysOf([repaid]));
  });

  it('keeps seeds beside claims and counts the newest', async () => {
    const seeds = [
      seed({ amount: '500.00', asOf: '2026-01-31' }),
      seed({ amount: '700.00', asOf: '2026-02-28' }),
    ];
    await commitPerson(tools, change({ versions: [claim()], seeds }));

    expect([...tools.ledger.contents().values()][1]).toMatchObject({
      seeds,
      totals: { PT_SLP: 80_000 },
    });
  });

  it('makes a document for a year that only a seed knows', async () => {
    expect(await written({ seeds: [seed({ amount: '500.00', year: 2024 })] })).toBe(
      'chain 1, year 2024 1',
    );
  });

  it('keeps the claims of another person out', async () => {
    await commitPerson(tools, change({ versions: [claim()] }));
    await commitPerson(tools, emptyChange('k1_b', { versions: [claim({ icn: 'B' })] }));

    const years = [...tools.ledger.contents().values()].filter((each) => each.kind === 'year');

    expect(years.map(({ token, totals }) => [token, totals.PT_SLP])).toEqual([
      ['k1_a', 10_000],
      ['k1_b', 10_000],
    ]);
  });
});
