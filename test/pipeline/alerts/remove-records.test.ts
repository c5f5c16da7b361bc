import { describe, expect, it } from '@jest/globals';
import { removeRecords } from '../../../lib/pipeline/alerts/remove-records.js';
import { MAX_ALERT_CHANGES, type AlertRecord } from '../../../lib/ports/alert-store.js';
import { fakeAlertStore } from '../../support/fake-alert-store.js';

const SHELF = 'held';

/** A shelf with so many records, as they are read. */
async function shelfOf(count: number) {
  const alerts = fakeAlertStore();
  for (let at = 0; at < count; at += 1) {
    const key = String(at).padStart(4, '0');
    await alerts.commit('a', [{ partition: SHELF, key, expected: 0, value: at }]);
  }
  const left = async (): Promise<readonly AlertRecord[]> => {
    const records: AlertRecord[] = [];
    for await (const record of alerts.list('a', SHELF)) records.push(record);
    return records;
  };
  return { tools: { tenantId: 'a', alerts }, left };
}

describe('removing records', () => {
  it.each([0, 1, MAX_ALERT_CHANGES, MAX_ALERT_CHANGES + 1])('takes all of %i', async (count) => {
    const { tools, left } = await shelfOf(count);
    expect(await removeRecords(tools, SHELF, await left())).toBe('removed');
    expect(await left()).toEqual([]);
  });

  it('tells of a record that was changed meanwhile, and takes the other commits', async () => {
    const { tools, left } = await shelfOf(MAX_ALERT_CHANGES + 2);
    const read = await left();
    const [first] = read;
    const change = { partition: SHELF, key: first?.key ?? '', expected: 1, value: 'changed' };
    await tools.alerts.commit('a', [change]);

    expect(await removeRecords(tools, SHELF, read)).toBe('conflict');

    expect(await left()).toHaveLength(MAX_ALERT_CHANGES);
  });
});
