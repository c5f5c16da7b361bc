// The door that brings documents under the rules of now: a setting that is entered after the claims
// gives what the embedded host gives, in one call, ended after every step or killed in the middle;
// and a file marked as a test is read once the tenant says so.

import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { publishLake } from '../../cli/lake.js';
import { openSession } from '../../cli/session.js';
import { openDoor } from '../../functions/common/door.js';
import { openKeyedStores } from '../../functions/common/keyed-stores.js';
import { refoldTask, type RefoldStores } from '../../functions/refold/refold-task.js';
import type { RefoldAnswer } from '../../functions/task-answers.js';
import { newTokenKeyText } from '../../lib/adapters/common/token-key-text.js';
import { toIsoDay } from '../../lib/domain/day.js';
import type { SettingToEnter } from '../../lib/pipeline/enter-setting.js';
import { refoldLedger } from '../../lib/pipeline/refold-ledger.js';
import type { JsonValue } from '../../lib/ports/settings-store.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { STUB_TABLE } from '../adapters/aws/stub-dynamodb.js';
import { stubSecrets } from '../adapters/aws/stub-secrets.js';
import { openAwsHost, TENANT, type AwsHost } from '../support/aws-host.js';
import { openKiller } from '../support/aws-killer.js';
import { canonicalHost, type CanonicalHost } from '../support/canonical-host.js';
import { embeddedAnswer } from '../functions/embedded-answer.js';
import { syntheticRemittance } from '../functions/synthetic-remittance.js';

const directory = temporaryDirectory();
const tokenKeyText = newTokenKeyText();
const FILE = syntheticRemittance(80, 8);
const WHO = { source: 'a letter', enteredBy: 'operator' };
/** Low enough to be crossed, so that documents must change. */
const AMOUNT = { kind: 'threshold', year: 2026, group: 'both', kxCents: 20_000 };
const ENTERED: readonly SettingToEnter[] = [
  { ...WHO, kind: 'fold', key: 'correctionPlacement', value: 'append' },
  { ...WHO, kind: 'fold', key: 'nearMinimumCents', value: 100 },
  {
    ...WHO,
    kind: 'reference_addition',
    key: 'threshold|2026|both',
    value: { ...AMOUNT, ...WHO, checkedOn: '2026-01-02' },
  },
];
const NOW = '2026-11-22T10:00:00.000Z';
const LATER = '2026-11-22T11:00:00.000Z';
const clock = { now: () => NOW, today: () => toIsoDay('2026-11-22') };

let before: CanonicalHost;
let expected: CanonicalHost;

beforeAll(async () => {
  const place = join(directory, 'embedded');
  before = (await embeddedAnswer(place, [FILE], tokenKeyText)).canonical;
  const options = { data: join(place, 'workspace'), keyFile: join(place, 'token.key') };
  const entering = await openSession(options);
  for (const { value, ...rest } of ENTERED) {
    const change = { ...rest, value: value as JsonValue, enteredAt: NOW };
    await entering.workspace.settings.append(TENANT, change);
  }
  await entering.close();
  const session = await openSession(options);
  await refoldLedger(session.tools, 'all');
  await publishLake(session);
  const { ledger, objects } = session.workspace;
  expected = await canonicalHost({ ledger, objects }, TENANT);
  await session.close();
});

interface RefoldOptions {
  readonly wrap?: (stores: RefoldStores) => RefoldStores;
  readonly isTimeUp?: () => boolean;
  readonly now?: string;
}

/** As the state machine does: until it is done, and again after a failure. */
async function refold(host: AwsHost, input: object, options: RefoldOptions = {}) {
  const { wrap = (stores) => stores, isTimeUp = () => false, now = NOW } = options;
  const secrets = stubSecrets();
  secrets.secrets.set(`kxray/test/${TENANT}/token-key`, tokenKeyText);
  const clients = { dynamo: host.clients.dynamo, secrets: secrets.client };
  const settings = { LEDGER_TABLE: STUB_TABLE, TOKEN_KEY_PREFIX: 'kxray/test' };
  const stores = () =>
    wrap({ ...openKeyedStores(clients, settings), objects: host.stores.objects });
  const door = openDoor('refold', (opened) => (event: unknown) => {
    const at = { stores, clock: { ...clock, now: () => now } };
    return refoldTask(at, opened, { event, isTimeUp });
  }) as unknown as (event: unknown, context: unknown) => Promise<RefoldAnswer>;
  const answers: RefoldAnswer[] = [];
  let failures = 0;
  while (answers.at(-1)?.isDone !== true) {
    const answer = await door({ tenantId: TENANT, ...input }, {}).catch((error: unknown) => {
      if (error instanceof Error && error.name === 'KilledError') return null;
      throw error;
    });
    if (answer === null) failures += 1;
    else answers.push(answer);
    if (failures + answers.length > 200) throw new Error('calls without end');
  }
  return { answers, failures };
}

async function openHost(name: string): Promise<AwsHost> {
  const host = openAwsHost({ directory: join(directory, name), tokenKeyText });
  host.drop('file-0.835', FILE);
  await host.work();
  return host;
}

/** Payers that no contractor list has: their claims count once somebody confirms them. */
function fromUnknownPayers(file: Uint8Array): Uint8Array {
  return Buffer.from(Buffer.from(file).toString().replace(PAYERS, '$199001'));
}

const PAYERS = /(\*XV\*|REF\*2U\*)\d{5}/g;

function logOf({ stores }: AwsHost): Promise<readonly string[]> {
  return stores.objects.list(`tenant=${TENANT}/lake/claim_lines/`);
}

describe('the door that refolds', () => {
  it.each([
    ['in one call', () => ({}), { calls: 1, failures: 0 }],
    ['ended after every step', () => ({ isTimeUp: () => true }), { calls: 15, failures: 0 }],
    [
      'killed in the middle',
      () => {
        const killer = openKiller({ firstKill: 4, callsBetween: 11, kills: 8 });
        return { wrap: (stores: RefoldStores) => killer.wrap(stores) };
      },
      { calls: 1, failures: 6 },
    ],
  ])('comes to what the embedded host comes to, %s', async (name, options, least) => {
    const host = await openHost(name);
    const done = [];
    for (const enter of ENTERED) done.push(await refold(host, { enter }, options()));
    await host.publish();

    expect(expected.documents).not.toEqual(before.documents);
    expect(await canonicalHost(host.stores, TENANT)).toEqual(expected);
    expect((await host.stores.settings.read(TENANT)).version).toBe(ENTERED.length);
    expect(Math.min(...done.map(({ answers }) => answers.length))).toBeGreaterThanOrEqual(
      least.calls,
    );
    expect(done.reduce((sum, { failures }) => sum + failures, 0)).toBeGreaterThanOrEqual(
      least.failures,
    );
    expect(await host.reconcile()).toMatchObject({ isAgreed: true });
  });

  it('restates the log where a setting changes what a line adds', async () => {
    const host = openAwsHost({ directory: join(directory, 'log'), tokenKeyText });
    host.drop('unknown-payers.835', fromUnknownPayers(FILE));
    await host.work();
    const addition = { kind: 'confirmed_payer', payerId: '99001', name: 'ours', part: 'B' };
    const value = { ...addition, ...WHO, checkedOn: '2026-01-02' };
    const enter = { ...WHO, kind: 'reference_addition', key: 'payer|99001', value };
    const logged = await logOf(host);

    const { answers } = await refold(host, { enter });
    await host.publish();

    expect(answers[0]?.restated).toBeGreaterThan(0);
    expect((await logOf(host)).length).toBeGreaterThan(logged.length);
    expect(await host.reconcile()).toMatchObject({ isAgreed: true, differences: 0 });
  });

  it('looks at nothing once all is folded and nobody can come from before', async () => {
    const host = await openHost('settled');
    const [enter] = ENTERED;

    const first = await refold(host, { enter });
    const soon = await refold(host, {});
    const later = await refold(host, {}, { now: LATER });
    const last = await refold(host, {}, { now: LATER });

    const persons = [first, soon, later, last].map(({ answers }) => answers[0]?.persons);
    expect(persons[0]).toBeGreaterThan(0);
    expect(persons).toEqual([persons[0], persons[0], persons[0], 0]);
    expect(soon.answers[0]?.restated).toBe(0);
  });

  it('asks a tenant who has no claims yet for no key', async () => {
    const host = openAwsHost({ directory: join(directory, 'new'), tokenKeyText });
    const withoutKey = (stores: RefoldStores): RefoldStores => ({
      ...stores,
      secrets: { tokenKey: () => Promise.reject(new Error('there is none yet')) },
    });

    const { answers } = await refold(host, {}, { wrap: withoutKey });

    expect(answers).toEqual([{ tenantId: TENANT, isDone: true, persons: 0, restated: 0 }]);
  });

  it.each([
    ['another kind', { ...WHO, kind: 'other', key: 'x', value: 1 }],
    ['another value', { ...WHO, kind: 'fold', key: 'correctionPlacement', value: 'somewhere' }],
    ['an amount without a year', { ...WHO, kind: 'reference_addition', key: 'x', value: {} }],
    ['no source', { kind: 'fold', key: 'nearMinimumCents', value: 1, enteredBy: 'operator' }],
  ])('refuses %s, and keeps nothing of it', async (_, enter) => {
    const host = openAwsHost({ directory: join(directory, 'refused'), tokenKeyText });

    await expect(refold(host, { enter })).rejects.toThrow(TypeError);
    expect((await host.stores.settings.read(TENANT)).version).toBe(0);
  });
});

describe('a file that is marked as a test', () => {
  const TEST_FILE = Buffer.from(Buffer.from(FILE).toString().replaceAll('*P*:~', '*T*:~'));

  it('is refused until the tenant says otherwise, and then read like any other', async () => {
    const host = openAwsHost({ directory: join(directory, 'tests'), tokenKeyText });
    host.drop('test.835', TEST_FILE);
    await host.work();
    expect(Object.keys((await canonicalHost(host.stores, TENANT)).documents)).toEqual([]);

    await refold(host, { enter: { ...WHO, kind: 'intake', key: 'includeTest', value: true } });
    host.drop('test-again.835', TEST_FILE);
    await host.work();

    const { documents } = await canonicalHost(host.stores, TENANT);
    expect(documents).toEqual(before.documents);
  });
});
