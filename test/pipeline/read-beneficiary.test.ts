// The ledger of one beneficiary as a person asks for it.

import { beforeEach, describe, expect, it } from '@jest/globals';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../lib/pipeline/person-change.js';
import { readBeneficiary } from '../../lib/pipeline/read-beneficiary.js';
import { claim, reversalOf } from '../support/claim-builder.js';
import { seed } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';

const reference = await testReference();

let tools: TestTools;
beforeEach(() => {
  tools = testTools(reference);
});

describe('readBeneficiary', () => {
  it('knows nothing of a token that never came', async () => {
    expect(await readBeneficiary(tools, 'k1_a')).toBeNull();
  });

  it('knows nothing of a token of another tenant', async () => {
    await commitPerson(tools, emptyChange('k1_a', { versions: [claim()] }));

    expect(await readBeneficiary({ ...tools, tenantId: 'other' }, 'k1_a')).toBeNull();
  });

  it('gives every year with claims or seeds, ascending, with seeds, versions and events', async () => {
    const original = claim({ icn: 'A', lines: [{ allowed: '2500.00' }] });
    const seeds = [seed({ amount: '500.00', year: 2024 })];
    const versions = [
      original,
      reversalOf(original, '2026-05-01'),
      claim({ icn: 'B', lines: [{ dos: '2025-03-02', allowed: '2410.01' }] }),
    ];
    await commitPerson(tools, emptyChange('k1_a', { versions, seeds }));
    const ledger = await readBeneficiary(tools, 'k1_a');

    expect(ledger?.years.map(({ year, lines }) => [year, lines.length])).toEqual([
      [2024, 0],
      [2025, 1],
      [2026, 0],
    ]);
    expect(ledger).toMatchObject({ token: 'k1_a', tokens: ['k1_a'], seeds, joins: [] });
    expect(ledger?.headers).toHaveLength(3);
    expect(ledger?.events.map(({ year, type }) => [year, type])).toEqual([[2025, 'kx.crossed']]);
    expect([...(ledger?.resolution.values() ?? [])].map(({ kind }) => kind).toSorted()).toEqual([
      'current',
      'reversal',
      'reversed',
    ]);
  });

  it('shows the other order without changing what is stored', async () => {
    const versions = [
      claim({ icn: 'A', received: '2026-05-01', lines: [{ dos: '2026-01-05' }] }),
      claim({ icn: 'B', received: '2026-03-10', lines: [{ dos: '2026-03-05' }] }),
    ];
    await commitPerson(tools, emptyChange('k1_a', { versions }));
    const before = tools.ledger.contents();
    const { context } = tools;
    const byService = { ...context, settings: { ...context.settings, order: 'dos' as const } };
    const icns = async (using: TestTools) =>
      (await readBeneficiary(using, 'k1_a'))?.years[0]?.lines.map((line) => line.claim.icn);

    expect(await icns(tools)).toEqual(['B', 'A']);
    expect(await icns({ ...tools, context: byService })).toEqual(['A', 'B']);
    expect(tools.ledger.contents()).toEqual(before);
  });
});
