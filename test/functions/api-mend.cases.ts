// A claim in quarantine, mended through the API of the aws host: read again as every other claim,
// posted within the request, with whoever it is about in the vault first.

import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { newTokenKeyText } from '../../lib/adapters/common/token-key-text.js';
import type { MendAnswer, MendBody } from '../../lib/api/contract/mend.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { buildRemittance, claimWith } from '../intake/x12-835/support/build-remittance.js';
import type { Changes } from '../intake/x12-835/support/read-facts.js';
import { TENANT } from '../support/aws-host.js';
import { canonicalHost } from '../support/canonical-host.js';
import { openAskApi, type Asked } from './ask-api.js';
import { openVaultHost, type TestVaultHost } from './vault-host.js';

const MBI = '1EG4TE5MK73';
const NOBODY: Changes = { NM1: 'NM1*QC*1*A*B****MI' };
const UNITS: Changes = { SVC: 'SVC*HC:97110:GP:KX*76*45.32**two' };
const directory = temporaryDirectory();
const tokenKeyText = newTokenKeyText();

async function open(name: string, changes: Changes, withVault = true) {
  const host = openVaultHost({ directory: join(directory, name), tokenKeyText });
  if (withVault) await host.manage({ work: 'create' });
  host.drop('a.835', Buffer.from(buildRemittance({ claims: claimWith(changes) })));
  await host.work();
  const ask = openAskApi(host);
  const keys = async () =>
    (await host.stores.quarantine.list(TENANT)).map((record) => record.quarantineKey);
  const [key] = await keys();
  const mend = async (body: MendBody, more: Partial<Asked> = {}) => {
    const path = `/api/quarantine/${key}/mend`;
    const answered = await ask({ method: 'POST', path, body, ...more });
    return { status: answered.status, answer: answered.json<MendAnswer>() };
  };
  /** As a person does it: fault after fault, then for good. */
  const mendAll = async (...values: readonly string[]) => {
    const mends: MendBody['mends'] = [];
    for (const value of values) {
      const { answer } = await mend({ mends, isFinal: false });
      if (answer.kind !== 'fault') throw new Error(`no fault: ${answer.kind}`);
      const { segment, field } = answer.fault;
      mends.push({ segment, field, value });
    }
    const looked = await mend({ mends, isFinal: false });
    return { mends, looked: looked.answer, done: await mend({ mends, isFinal: true }) };
  };
  return { host, keys, mend, mendAll };
}

/** Judged years by person; that a claim was in quarantine once stays in its person's chain. */
async function yearsOf({ stores }: TestVaultHost): Promise<readonly (readonly string[])[]> {
  const { documents } = await canonicalHost(stores, TENANT);
  return Object.entries(documents).filter(([name]) => name.includes(' '));
}

describe('a claim in quarantine', () => {
  it('is mended, posted and gone from there, as if it had come whole', async () => {
    const { host, keys, mend, mendAll } = await open('units', UNITS);
    const { mends, looked, done } = await mendAll('2');

    expect(looked).toEqual({ kind: 'readable', lines: 1, chargeCents: 7_600 });
    expect(done).toEqual({ status: 200, answer: { kind: 'accepted', fate: 'current', lines: 1 } });
    expect(await keys()).toEqual([]);
    expect((await mend({ mends, isFinal: true })).status).toBe(404);
    const whole = await open('whole', {});
    expect(await yearsOf(whole.host)).toHaveLength(1);
    expect(await yearsOf(host)).toEqual(await yearsOf(whole.host));
    await host.publish();
    expect(await host.reconcile()).toMatchObject({ isAgreed: true, versions: 1 });
  });

  it('that named nobody brings its person into the vault, and the number into no answer', async () => {
    const { host, mendAll } = await open('nobody', NOBODY);
    const vault = await host.openVault();
    expect(await vault.tokens(TENANT)).toEqual([]);
    const { looked, done } = await mendAll(MBI);

    expect(done.answer).toMatchObject({ kind: 'accepted', fate: 'current' });
    expect(await vault.tokens(TENANT)).toHaveLength(1);
    expect(JSON.stringify([looked, done])).not.toContain(MBI);
  });

  it('is mended where the tenant keeps no vault', async () => {
    const { mendAll } = await open('no vault', NOBODY, false);

    expect((await mendAll(MBI)).done.answer).toMatchObject({ kind: 'accepted' });
  });

  it.each<[string, Partial<Asked>, number]>([
    ['another tenant', { tenantId: 'other', role: 'admin' }, 404],
    ['a reviewer', { role: 'reviewer' }, 403],
    ['nobody', { tenantId: null }, 401],
  ])('is not opened for %s', async (name, more, status) => {
    const { keys, mend } = await open(name, UNITS);

    expect((await mend({ mends: [], isFinal: false }, more)).status).toBe(status);
    expect(await keys()).toHaveLength(1);
  });

  it('stays when what was entered is no value', async () => {
    const { keys, mend } = await open('bad value', UNITS);
    const { answer } = await mend({ mends: [], isFinal: false });
    const { segment, field } = (answer as Extract<MendAnswer, { kind: 'fault' }>).fault;
    const mends = [{ segment, field, value: 'many' }];

    expect((await mend({ mends, isFinal: true })).status).toBe(422);
    expect(await keys()).toHaveLength(1);
  });
});
