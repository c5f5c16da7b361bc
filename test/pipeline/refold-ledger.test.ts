// After amounts or settings changed: every document anew, one restated entry where it differs.

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { FoldSettings } from '../../lib/domain/fold-settings.js';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../lib/pipeline/person-change.js';
import { refoldLedger } from '../../lib/pipeline/refold-ledger.js';
import { claim } from '../support/claim-builder.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';

const reference = await testReference();

let tools: TestTools;
beforeEach(async () => {
  tools = testTools(reference);
  const secondary = claim({
    icn: 'M',
    status: '2',
    lines: [{ allowed: '100.00', paid: '19.60', cas: 'OA-23 80.00, CO-253 0.40' }],
  });
  const lastYear = claim({ icn: 'L', lines: [{ dos: '2025-03-02' }] });
  await commitPerson(tools, emptyChange('k1_a', { versions: [secondary, lastYear] }));
  await commitPerson(tools, emptyChange('k1_b', { versions: [claim()] }));
});

function withSettings(settings: Partial<FoldSettings>): TestTools {
  const { context } = tools;
  return { ...tools, context: { ...context, settings: { ...context.settings, ...settings } } };
}

/** `k1_a 2026: 2000`, then the types in the outbox. */
function stored(): readonly string[] {
  return [...tools.ledger.contents().values()]
    .flatMap((each) => (each.kind === 'year' ? [each] : []))
    .map(({ token, year, totals, outbox }) =>
      [`${token} ${year}:`, totals.PT_SLP, ...outbox.map((entry) => entry.type)].join(' '),
    );
}

const BEFORE = ['k1_a 2025: 10000', 'k1_a 2026: 2000', 'k1_b 2026: 10000'];

describe('refoldLedger', () => {
  it('writes nothing when nothing changed', async () => {
    const before = tools.ledger.contents();

    expect(await refoldLedger(tools, 'all')).toEqual({ documents: 3, restated: 0 });
    expect(tools.ledger.contents()).toEqual(before);
    expect(stored()).toEqual(BEFORE);
  });

  it('restates what differs, and only that', async () => {
    const { restated } = await refoldLedger(withSettings({ mspAccrual: 'fee' }), 'all');

    expect(restated).toBe(1);
    expect(stored()).toEqual(['k1_a 2025: 10000', 'k1_a 2026: 10000 restated', 'k1_b 2026: 10000']);
  });

  it('restates once, however often it runs', async () => {
    await refoldLedger(withSettings({ mspAccrual: 'fee' }), 'all');
    const second = await refoldLedger(withSettings({ mspAccrual: 'fee' }), 'all');

    expect(second.restated).toBe(0);
    expect(stored()[1]).toBe('k1_a 2026: 10000 restated');
  });

  it('looks only at documents of the years asked for', async () => {
    expect(await refoldLedger(tools, [2025])).toEqual({ documents: 1, restated: 0 });
    expect(await refoldLedger(tools, [2024])).toEqual({ documents: 0, restated: 0 });
  });

  it('leaves other tenants alone', async () => {
    const other = { ...withSettings({ mspAccrual: 'fee' }), tenantId: 'other' };

    expect(await refoldLedger(other, 'all')).toEqual({ documents: 0, restated: 0 });
    expect(stored()).toEqual(BEFORE);
  });
});
