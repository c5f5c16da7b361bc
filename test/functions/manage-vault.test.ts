// The door of the vault on stubs of the services: a change of the token key moves everybody and
// changes no figure, a deletion leaves nothing of one person and all of the others; both ended
// after every step, killed in the middle and called once more after the end.

import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { dropLakeRows } from '../../lib/adapters/common/lake/drop-lake-rows.js';
import { newTokenKeyText } from '../../lib/adapters/common/token-key-text.js';
import { storeDocuments } from '../../lib/pipeline/documents/document-store.js';
import { openIntakeTools } from '../../functions/common/receiver-stores.js';
import { ROWS_TAKEN_OUT } from '../../lib/pipeline/identity/forget-in-reports.js';
import { readBeneficiary } from '../../lib/pipeline/read-beneficiary.js';
import { nameSnapshot } from '../../lib/pipeline/lake/snapshot-pointer.js';
import type { ReportLine, ReportModel } from '../../lib/pipeline/reports/report-model.js';
import { readReport, storeReport } from '../../lib/pipeline/reports/report-store.js';
import type { ObjectStore } from '../../lib/ports/object-store.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { personView } from '../laws/person-view.js';
import { emptyModel } from '../pipeline/reports/empty-model.js';
import { TENANT } from '../support/aws-host.js';
import { openKiller } from '../support/aws-killer.js';
import { canonicalHost } from '../support/canonical-host.js';
import { syntheticRemittance } from './synthetic-remittance.js';
import { openVaultHost, type TestVaultHost, type VaultHostOptions } from './vault-host.js';

const directory = temporaryDirectory();
const tokenKeyText = newTokenKeyText();
const [FIRST, SECOND] = [syntheticRemittance(80, 8), syntheticRemittance(40)];
const ROTATE = { work: 'rotate', reason: 'yearly change', enteredBy: 'operator' };
const MONTH = '2026-09';
const RENDERED = `tenant=${TENANT}/${MONTH}/edition-1/report.html`;

async function openHost(
  name: string,
  options: Partial<VaultHostOptions> = {},
): Promise<TestVaultHost> {
  const host = openVaultHost({ directory: join(directory, name), tokenKeyText, ...options });
  await host.manage({ work: 'create' });
  host.drop('first.835', FIRST);
  await host.work();
  return host;
}

/** What no change of names may change: each person's years, whoever they are. */
async function figuresOf(host: TestVaultHost): Promise<readonly string[]> {
  const { documents } = await canonicalHost(host.stores, TENANT);
  const years = Object.entries(documents).filter(([name]) => name.includes(' '));
  return years.map(([name, text]) => `${name.split(' ')[1]} ${text}`).sort();
}

/** Everybody who is in the vault, as people see them. */
async function personsOf(host: TestVaultHost): Promise<readonly string[]> {
  const { tools } = await openIntakeTools(TENANT, host.stores);
  const tokens = await (await host.openVault()).tokens(TENANT);
  const persons = await Promise.all(tokens.map((token) => readBeneficiary(tools, token)));
  return persons.map((person) => JSON.stringify(personView(person))).sort();
}

/** Reads a file under the key of now; its claims wait to be posted. */
async function readOnly(host: TestVaultHost): Promise<void> {
  const [message] = host.waiting.splice(0, 1);
  if (message !== undefined) await host.deliver(message);
}

async function keyIdsOf(host: TestVaultHost): Promise<ReadonlySet<string>> {
  const { documents } = await canonicalHost(host.stores, TENANT);
  const vault = await (await host.openVault()).tokens(TENANT);
  return new Set([...Object.keys(documents), ...vault].map((name) => name.split('_')[0] ?? ''));
}

describe('a change of the token key', () => {
  it.each([
    ['in one call', () => ({})],
    ['ended after every step', () => ({ isTimeUp: () => true })],
    [
      'killed in the middle',
      () => {
        const killer = openKiller({ firstKill: 5, callsBetween: 25, kills: 12 });
        return { wrap: (stores: object) => killer.wrap(stores) as never };
      },
    ],
  ])('moves everybody, and late ones too, %s', async (name, options) => {
    const plain = await openHost(`plain ${name}`);
    const host = await openHost(`rotated ${name}`, options());
    const [former] = await keyIdsOf(host);
    for (const each of [plain, host]) each.drop('second.835', SECOND);
    await plain.work();
    await readOnly(host);

    const answer = await host.manageAll(ROTATE, 'execution', () => host.work());

    expect(answer.next).toBe('publish');
    expect(await figuresOf(host)).toEqual(await figuresOf(plain));
    expect([...(await keyIdsOf(host))]).toHaveLength(1);
    expect(await keyIdsOf(host)).not.toContain(former);
  });

  it('leaves a way for claims that wait longer than it takes', async () => {
    const [plain, host] = [await openHost('plain later'), await openHost('later')];
    for (const each of [plain, host]) each.drop('second.835', SECOND);
    await plain.work();
    await readOnly(host);

    await host.manageAll(ROTATE);
    await host.work();

    expect(await personsOf(host)).toEqual(await personsOf(plain));
  });

  it('begins once for one execution, however often its door is called', async () => {
    const host = await openHost('once');
    await host.manageAll(ROTATE, 'one');
    const key = await host.vaultStores.secrets.tokenKey(TENANT);

    const repeated = await host.manageAll(ROTATE, 'one');

    expect(repeated).toMatchObject({ next: 'publish' });
    const state = await host.vaultStores.rotation.state(TENANT);
    expect(state).toMatchObject({ kind: 'idle', current: { keyId: key.keyId } });
  });

  it('waits an hour between the new key and the rest', async () => {
    const host = await openHost('hour');

    expect(await host.manage(ROTATE)).toMatchObject({ next: 'later' });
    expect(await host.manage(ROTATE)).toMatchObject({ next: 'later' });
    expect((await host.vaultStores.rotation.state(TENANT)).kind).toBe('adopted');
  });
});

/** Whatever is stored, opened: what a search for a token must not find. */
async function allThatIsKept(host: TestVaultHost, gone: string): Promise<string> {
  const texts: string[] = [];
  const buckets = [host.s3.objects, ...host.s3.buckets.values()];
  for (const objects of buckets) {
    for (const [key, { body }] of objects) {
      const bytes = Buffer.from(body);
      if (key.endsWith('.parquet')) {
        const table = key.includes('/claim_lines/') ? 'claim_lines' : 'ledger_lines';
        if ((await dropLakeRows(table, body, new Set([gone]))) !== null) texts.push(gone);
      } else texts.push(bytes[0] === 0x1f ? gunzipSync(bytes).toString() : bytes.toString());
    }
  }
  const { documents } = await canonicalHost(host.stores, TENANT);
  texts.push(JSON.stringify(documents), (await (await host.openVault()).tokens(TENANT)).join());
  return texts.join('\n');
}

function reportOf(gone: string, stays: string): ReportModel {
  const lines = [lineOf(gone), lineOf(stays)];
  const spend = { outsideCents: 0, kxAmountCents: null, reviewAmountCents: null, steps: [] };
  const largest = { token: gone, year: 2026, group: 'OT' as const, ...spend };
  return emptyModel({ month: MONTH, lines, largest });
}

function lineOf(token: string): ReportLine {
  const claim = { icn: 'icn', line: 1, year: 2026, group: 'OT', hcpcs: '97110', modifiers: 'GO' };
  const days = { serviceDate: '2026-02-01', paidDate: '2026-03-01' };
  const money = { allowedCents: 1, paidCents: 1, chargeCents: 1, beforeCents: 0, afterCents: 1 };
  const marks = { isInLookBack: false, isOverReview: false, finding: null, rules: '' };
  const npis = { renderingNpi: null, billingNpi: null };
  return { token, ...claim, group: 'OT', ...days, ...money, ...marks, ...npis };
}

/** With a report, documents of the record and a claim on its way that name the person. */
async function openFilledHost(name: string, options: Partial<VaultHostOptions> = {}) {
  const host = await openHost(name, options);
  const { objects } = host.stores;
  const { snapshotId } = await host.publish();
  await nameSnapshot({ tenantId: TENANT, objects }, 'report', snapshotId);
  const [gone, stays] = await (await host.openVault()).tokens(TENANT);
  if (gone === undefined || stays === undefined) throw new Error('a file without people');
  await storeReport({ tenantId: TENANT, objects }, reportOf(gone, stays));
  await host.vaultStores.rendered.put(RENDERED, Buffer.from(`<td>${gone}</td>`));
  const blank = { signedOn: null, signerRole: null, planEnd: null, sentOn: null, planParts: null };
  const empty = { ...blank, timedMinutes: null, totalMinutes: null, groupSize: null };
  const documents = [gone, stays].map((token) => {
    const place = { discipline: 'GP', kind: 'plan_of_care', date: '2026-01-05' } as const;
    return { ...empty, ...place, token, documentKey: `of ${token}`, location: null } as never;
  });
  await storeDocuments({ tenantId: TENANT, objects }, documents);
  host.drop('first-again.835', FIRST);
  await readOnly(host);
  const request = { work: 'delete', token: gone, reason: 'a request', enteredBy: 'operator' };
  return { host, gone, stays, request };
}

describe('the deletion of a person', () => {
  it.each([
    ['in one call', () => ({})],
    ['ended after every step', () => ({ isTimeUp: () => true })],
    [
      'killed in the middle',
      () => {
        const killer = openKiller({ firstKill: 7, callsBetween: 17, kills: 12 });
        return { wrap: (stores: object) => killer.wrap(stores) as never };
      },
    ],
  ])('leaves nothing of the person and all of the others, %s', async (name, options) => {
    const { host, gone, stays, request } = await openFilledHost(`deleted ${name}`, options());
    const before = await figuresOf(host);
    expect(await allThatIsKept(host, gone)).toContain(gone);

    const answer = await host.manageAll(request);
    await host.work();
    expect(answer).toMatchObject({ next: 'publish', months: [MONTH], stillNaming: 0 });
    expect(await allThatIsKept(host, gone)).not.toContain(gone);
    expect(await allThatIsKept(host, stays)).toContain(stays);
    const after = await figuresOf(host);
    expect(before).toEqual(expect.arrayContaining([...after]));
    expect(after.length).toBeGreaterThan(before.length - 4);
    const report = await readReport({ tenantId: TENANT, objects: host.stores.objects }, MONTH);
    expect(report?.model.unknowns[0]).toBe(ROWS_TAKEN_OUT);
    expect(report?.model.lines).toEqual([lineOf(stays)]);
    expect(await host.reconcile()).toMatchObject({ isAgreed: true });
  });

  it('that is ended while it publishes goes on there, and not from the front', async () => {
    const logReads: string[] = [];
    let ends = 0;
    const { host, gone, request } = await openFilledHost('ended', {
      wrap: (stores) => {
        const { objects } = stores;
        const get: ObjectStore['get'] = (key) => {
          if (key.includes('/claim_lines/')) logReads.push(key);
          return objects.get(key);
        };
        const put: ObjectStore['put'] = (key, ...rest) => {
          if (key.endsWith('/lake/current.json') && ends < 3) {
            ends += 1;
            const error = new Error('the function was ended');
            return Promise.reject(Object.assign(error, { name: 'KilledError' }));
          }
          return objects.put(key, ...rest);
        };
        const copy: ObjectStore['copy'] = (from, to) => objects.copy(from, to);
        const list: ObjectStore['list'] = (prefix) => objects.list(prefix);
        const remove: ObjectStore['remove'] = (key) => objects.remove(key);
        return { ...stores, objects: { get, put, copy, list, remove } };
      },
    });
    const answer = await host.manageAll(request);
    await host.work();

    expect(answer).toMatchObject({ next: 'publish', persons: 1 });
    expect(ends).toBe(3);
    expect(logReads.length).toBeGreaterThan(0);
    expect(new Set(logReads).size).toBe(logReads.length);
    expect(await allThatIsKept(host, gone)).not.toContain(gone);
  });

  it('of somebody unknown changes nothing', async () => {
    const host = await openHost('unknown');
    const token = `kx_${'a'.repeat(24)}`;
    const request = { work: 'delete', token, reason: 'a request', enteredBy: 'operator' };

    expect(await host.manageAll(request)).toMatchObject({ persons: 0 });
    expect(await host.stores.objects.list(`tenant=${TENANT}/deletions/`)).toEqual([]);
  });
});

describe('a request to the vault', () => {
  it.each([
    ['without a reason', { work: 'rotate', enteredBy: 'operator' }],
    ['with a number for a reason', { ...ROTATE, reason: 'about 1EG4-TE5-MK73' }],
    ['with a number for a token', { ...ROTATE, work: 'delete', token: '1EG4TE5MK73' }],
    ['for another work', { work: 'look_up', token: 'k1_x' }],
  ])('%s is refused, and not repeated', async (_, request) => {
    const host = await openHost('refused');

    const refused: unknown = await host.manage(request).catch((error: unknown) => error);

    expect(refused).toMatchObject({ name: 'VaultRequestError' });
    expect(String(refused)).not.toMatch(/1EG4/);
  });

  it('of a tenant without a vault is refused', async () => {
    const host = openVaultHost({ directory: join(directory, 'without'), tokenKeyText });

    await expect(host.manage(ROTATE)).rejects.toMatchObject({ name: 'VaultRequestError' });
  });
});
