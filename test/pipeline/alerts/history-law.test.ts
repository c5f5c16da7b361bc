// A law: whatever claims come and go, whenever somebody looks, and wherever the looking dies, the
// events are those of the outbox, each once, alternating, and they end at what stands.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  alertEventSchema,
  listRecords,
  PARTITIONS,
} from '../../../lib/pipeline/alerts/alert-records.js';
import { collectLedger } from '../../../lib/pipeline/alerts/collect-ledger.js';
import { commitAll, testAlertTools, type TestAlertTools } from '../../support/alert-tools.js';
import { claim, reversalOf } from '../../support/claim-builder.js';
import { testReference } from '../../support/test-reference.js';
import { onlyDeath } from './alert-scene.js';

const reference = await testReference();

describe('any history of claims and looks', () => {
  it('gives events that alternate and end at what stands', async () => {
    const step = fc.record({
      claim: fc.integer({ min: 0, max: 3 }),
      isBack: fc.boolean(),
      isLook: fc.boolean(),
      dies: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const tools = await testAlertTools(reference);
        for (const [at, each] of steps.entries()) {
          const day = `2026-05-${String(at + 1).padStart(2, '0')}`;
          const version = claim({
            icn: `C${each.claim}`,
            paidOn: each.isBack ? '2026-04-01' : day,
            lines: [{ allowed: '1500.00' }],
          });
          const versions = [each.isBack ? reversalOf(version, day) : version];
          await commitAll(tools, 'k1_a', { versions });
          if (!each.isLook) continue;
          if (each.dies !== null) tools.alerts.dieAfter(each.dies);
          await collectLedger(tools).catch(onlyDeath);
          tools.alerts.revive();
        }
        await collectLedger(tools);
        await expectHistory(tools);
      }),
      { numRuns: 30 },
    );
  });

  async function expectHistory(tools: TestAlertTools): Promise<void> {
    const key = { kind: 'year', tenantId: tools.tenantId, token: 'k1_a', year: 2026 } as const;
    const [document] = await tools.ledger.load([key]);
    if (document?.kind !== 'year') throw new Error('no document');
    const outbox = document.outbox.map(({ eventId, type }) => `${eventId} ${type}`);
    const seen: string[] = [];
    const all = listRecords(tools, { partition: PARTITIONS.events }, alertEventSchema);
    for await (const { value } of all) {
      if (value.kind !== 'ledger' || value.type === 'claim.exposed') continue;
      seen.push(`${value.eventId} ${value.type}`);
    }
    expect(seen).toEqual(outbox);
    for (const threshold of ['kx', 'review'] as const) {
      const types = document.outbox.map(({ type }) => type).filter((t) => t.startsWith(threshold));
      const expected = types.map((_, at) => `${threshold}.${at % 2 === 0 ? 'crossed' : 'cleared'}`);
      expect(types).toEqual(expected);
      const stands = document.standing.some((each) => each.threshold === threshold);
      expect(types.at(-1)?.endsWith('crossed') ?? false).toBe(stands);
    }
  }
});
