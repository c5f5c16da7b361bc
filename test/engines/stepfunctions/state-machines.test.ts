import { describe, expect, it } from '@jest/globals';
import { errorNamed, openMachine } from './open-interpreter.js';

const TIME = '2026-03-03T11:00:00Z';
const DAY = { scheduledTime: TIME };

/** Doors that note who called them, and do what a table says. */
function notedDoors(behaviour: Readonly<Record<string, (payload: never) => unknown>>) {
  const calls: string[] = [];
  const doors = Object.fromEntries(
    Object.entries(behaviour).map(([state, door]) => [
      state,
      (payload: unknown) => {
        calls.push(`${state} ${JSON.stringify(payload)}`);
        return door(payload as never);
      },
    ]),
  );
  return { calls, doors };
}

const published = ({ tenantId }: { tenantId: string }) => ({ snapshotId: `of-${tenantId}` });
const listed =
  (...tenantIds: readonly string[]) =>
  () => ({ tenantIds });
const good = () => ({});
const failing = (name: string) => () => {
  throw errorNamed(name);
};

describe('the nightly run', () => {
  const run = openMachine('nightly');

  it('publishes, reconciles and scores each tenant, in this order and with its snapshot', async () => {
    const { calls, doors } = notedDoors({
      ListTenants: listed('a'),
      Publish: published,
      Reconcile: good,
      Score: good,
    });

    expect(await run({ input: DAY, doors })).toEqual({
      kind: 'succeeded',
      output: { isAnyFailed: false },
    });
    expect(calls).toEqual([
      'ListTenants {}',
      'Publish {"tenantId":"a"}',
      'Reconcile {"tenantId":"a","snapshotId":"of-a"}',
      'Score {"tenantId":"a","snapshotId":"of-a"}',
    ]);
  });

  it('takes the tenants that its input names, and asks for no others', async () => {
    const { calls, doors } = notedDoors({
      ListTenants: listed('a', 'b'),
      Publish: published,
      Reconcile: good,
      Score: good,
    });

    expect((await run({ input: { tenantIds: ['b'] }, doors })).kind).toBe('succeeded');
    expect(calls.map((call) => call.split(' ')[0])).toEqual(['Publish', 'Reconcile', 'Score']);
  });

  it('is done where there is nobody yet', async () => {
    const { doors } = notedDoors({ ListTenants: listed() });

    expect((await run({ input: DAY, doors })).kind).toBe('succeeded');
  });

  it('is done with a tenant that has published nothing yet', async () => {
    const { calls, doors } = notedDoors({
      ListTenants: listed('a'),
      Publish: () => ({ snapshotId: null }),
      Reconcile: good,
      Score: good,
    });

    expect((await run({ input: DAY, doors })).kind).toBe('succeeded');
    expect(calls).toHaveLength(2);
  });

  it('tries a door again that failed, and goes on when it works', async () => {
    let tries = 0;
    const { doors } = notedDoors({
      ListTenants: listed('a'),
      Publish: (payload: { tenantId: string }) => {
        tries += 1;
        if (tries < 3) throw errorNamed('PublishBusyError');
        return published(payload);
      },
      Reconcile: good,
      Score: good,
    });

    expect((await run({ input: DAY, doors })).kind).toBe('succeeded');
    expect(tries).toBe(3);
  });

  it.each([
    ['Publish', 'PublishBusyError', { Publish: 3, Reconcile: 0, Score: 0 }],
    // A difference is there however often one looks; and what differs is not scored.
    ['Reconcile', 'DriftError', { Publish: 1, Reconcile: 1, Score: 0 }],
    ['Reconcile', 'QueryFailedError', { Publish: 1, Reconcile: 3, Score: 0 }],
    ['Score', 'Lambda.TooManyRequestsException', { Publish: 1, Reconcile: 1, Score: 7 }],
  ])('fails where %s fails by %s, after %j calls for that tenant', async (step, name, counts) => {
    const forTenant =
      (work: (payload: { tenantId: string }) => unknown, state: string) =>
      (payload: { tenantId: string }) =>
        state === step && payload.tenantId === 'bad' ? failing(name)() : work(payload);
    const { calls, doors } = notedDoors({
      ListTenants: listed('bad', 'well'),
      Publish: forTenant(published, 'Publish'),
      Reconcile: forTenant(good, 'Reconcile'),
      Score: forTenant(good, 'Score'),
    });

    const outcome = await run({ input: DAY, doors });

    expect(outcome).toEqual({ kind: 'failed', error: 'TenantFailed' });
    for (const [state, count] of Object.entries(counts)) {
      const ofTenant = (tenant: string) =>
        calls.filter((call) => call.startsWith(`${state} {"tenantId":"${tenant}"`));
      expect([state, ofTenant('bad').length]).toEqual([state, count]);
      // The night of another tenant is as good as ever.
      expect([state, ofTenant('well').length]).toEqual([state, 1]);
    }
  });

  it('fails where nobody can say which tenants there are', async () => {
    const { doors } = notedDoors({ ListTenants: failing('ServiceRefusedError') });

    expect((await run({ input: DAY, doors })).kind).toBe('failed');
  });
});

describe('the hourly run', () => {
  const run = openMachine('hourly');

  it('publishes each tenant and does no more', async () => {
    const { calls, doors } = notedDoors({ ListTenants: listed('a', 'b'), Publish: published });

    expect((await run({ input: DAY, doors })).kind).toBe('succeeded');
    expect(calls.sort()).toEqual([
      'ListTenants {}',
      'Publish {"tenantId":"a"}',
      'Publish {"tenantId":"b"}',
    ]);
  });
});

describe('the monthly run', () => {
  const run = openMachine('monthly');

  it('builds the report of each tenant for the day that was scheduled', async () => {
    const { calls, doors } = notedDoors({ ListTenants: listed('a'), BuildReport: good });

    expect((await run({ input: DAY, doors })).kind).toBe('succeeded');
    expect(calls).toEqual([
      'ListTenants {}',
      `BuildReport {"tenantId":"a","scheduledTime":"${TIME}"}`,
    ]);
  });

  it('fails where a report fails, and where no day is given', async () => {
    const { doors } = notedDoors({
      ListTenants: listed('a'),
      BuildReport: failing('ReportError'),
    });

    expect(await run({ input: DAY, doors })).toEqual({ kind: 'failed', error: 'TenantFailed' });
    expect((await run({ input: {}, doors })).kind).toBe('failed');
  });
});
