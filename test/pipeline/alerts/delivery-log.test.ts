// The log of tries: what is older than it is kept for goes, at the end of a run; the rest stays.

import { describe, expect, it } from '@jest/globals';
import {
  attemptChange,
  LOG_KEPT_DAYS,
  pruneDeliveryLog,
  readDeliveryLog,
} from '../../../lib/pipeline/alerts/delivery-log.js';
import { flushDigest } from '../../../lib/pipeline/alerts/flush-digest.js';
import { testAlertTools, type TestAlertTools } from '../../support/alert-tools.js';
import { testReference } from '../../support/test-reference.js';

const reference = await testReference();
const DAY_MS = 86_400_000;

async function logged(tools: TestAlertTools, count: number): Promise<void> {
  for (let attempt = 1; attempt <= count; attempt += 1) {
    const at = tools.clock.now();
    const about = { endpointId: 'ep_1', eventId: 'e', type: 'kx.crossed', attempt };
    const end = { outcome: 'failed', status: 500, reason: null, nextAt: null } as const;
    await tools.alerts.commit(tools.tenantId, [attemptChange({ at, ...about, ...end })]);
  }
}

describe('the delivery log', () => {
  it('loses what is older than it is kept for, however much that is, and nothing else', async () => {
    const tools = await testAlertTools(reference);
    await logged(tools, 230);
    tools.clock.advance(LOG_KEPT_DAYS * DAY_MS);
    await logged(tools, 3);

    expect(await pruneDeliveryLog(tools)).toBe(0);
    tools.clock.advance(1);
    expect(await pruneDeliveryLog(tools)).toBe(230);
    expect(await pruneDeliveryLog(tools)).toBe(0);
    expect(await readDeliveryLog(tools, 1_000)).toHaveLength(3);
  });

  it('is pruned by the run that sends digests', async () => {
    const tools = await testAlertTools(reference);
    await logged(tools, 1);
    tools.clock.advance(LOG_KEPT_DAYS * DAY_MS + 1);

    await flushDigest(tools);

    expect(await readDeliveryLog(tools, 10)).toEqual([]);
  });
});
