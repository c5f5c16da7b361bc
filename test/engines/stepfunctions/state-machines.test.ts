import { describe, expect, it } from '@jest/globals';
import { errorNamed, openMachine } from './open-interpreter.js';

const TIME = '2026-03-03T11:00:00Z';
const DAY = { scheduledTime: TIME };

/** Doors that note who called them, and do what a table says. Nothing is to be folded anew. */
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
  return { calls, doors: { Refold: () => ({ isDone: true }), ...doors } };
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

describe('the step that folds under the settings of now', () => {
  it.each([['hourly'], ['nightly']])(
    'comes first in the %s run, until it is done',
    async (name) => {
      let left = 2;
      const { calls, doors } = notedDoors({
        ListTenants: listed('a'),
        Refold: () => ({ isDone: left-- === 0 }),
        Publish: published,
        Reconcile: good,
        Score: good,
      });

      expect((await openMachine(name)({ input: DAY, doors })).kind).toBe('succeeded');
      const refold = 'Refold {"tenantId":"a"}';
      expect(calls.slice(1, 5)).toEqual([refold, refold, refold, 'Publish {"tenantId":"a"}']);
    },
  );

  it('is given the setting that an operator enters, and nothing is published before', async () => {
    const enter = { kind: 'fold', key: 'nearMinimumCents', value: 1 };
    const { calls, doors } = notedDoors({
      Refold: () => ({ isDone: true }),
      Publish: published,
      Score: good,
    });

    const input = { tenantIds: ['a'], enter };
    expect((await openMachine('settings')({ input, doors })).kind).toBe('succeeded');
    expect(calls).toEqual([
      `Refold {"tenantId":"a","enter":${JSON.stringify(enter)}}`,
      'Publish {"tenantId":"a"}',
      'Score {"tenantId":"a"}',
    ]);
  });
});

describe('the work on identities', () => {
  const run = openMachine('identity');
  const input = { tenantId: 'a', request: { work: 'rotate' } };
  const asked = 'Manage {"tenantId":"a","request":{"work":"rotate"},"requestId":"execution"}';
  const answering = (...answers: readonly object[]) => {
    const left = [...answers];
    return () => left.shift() ?? failing('Error')();
  };

  it('asks its door until it says what is done, and makes anew what readers see', async () => {
    const { calls, doors } = notedDoors({
      Manage: answering(
        { next: 'again' },
        { next: 'soon' },
        { next: 'later' },
        { next: 'publish', months: ['2026-05', '2026-06'] },
      ),
      Publish: published,
      Score: good,
      BuildReport: good,
    });

    expect((await run({ input, doors })).kind).toBe('succeeded');
    expect(calls).toEqual([
      ...Array.from({ length: 4 }, () => asked),
      'Publish {"tenantId":"a"}',
      'Score {"tenantId":"a"}',
      'BuildReport {"tenantId":"a","month":"2026-05"}',
      'BuildReport {"tenantId":"a","month":"2026-06"}',
    ]);
  });

  it.each([
    ['done', { next: 'done', months: [] }, ['Manage']],
    ['done without reports', { next: 'publish', months: [] }, ['Manage', 'Publish', 'Score']],
  ])('ends when it is %s', async (_, answer, states) => {
    const { calls, doors } = notedDoors({
      Manage: answering(answer),
      Publish: published,
      Score: good,
    });

    expect((await run({ input, doors })).kind).toBe('succeeded');
    expect(calls.map((call) => call.split(' ')[0])).toEqual(states);
  });

  it.each([
    ['once by a request that no try mends', 'VaultRequestError', 1],
    ['three times by anything else', 'ServiceBusyError', 3],
  ])('fails, asked %s', async (_, name, tries) => {
    const { calls, doors } = notedDoors({ Manage: failing(name) });

    expect(await run({ input, doors })).toEqual({ kind: 'failed', error: name });
    expect(calls).toHaveLength(tries);
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
