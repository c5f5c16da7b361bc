// `kxray quarantine show` and `mend`: a claim that is mended by hand ends where the whole claim
// would have ended, and nothing of its text is printed unless somebody asked for it.

import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { enteredBy, TENANT_ID, withSession } from '../../cli/session.js';
import { createAuditTrail } from '../../lib/api/audit-trail.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { buildRemittance, claimWith } from '../intake/x12-835/support/build-remittance.js';
import { runCli, runJson } from './run-cli.js';

const MBI = '1EG4TE5MK73';
const AMOUNTS = 'Two amounts';
const NOBODY = 'Nobody';
const UNNAMED = 'No claim number';
const directory = temporaryDirectory();
const data = join(directory, 'broken');
const at = ['--data', data];
const CLAIMS: Readonly<Record<string, readonly string[]>> = {
  [AMOUNTS]: claimWith({
    CLP: 'CLP*PCN1*1*7,6*45.32*11.56*MB*2501110001*11*1',
    SVC: 'SVC*HC:97110:GP:KX*76*x**2',
  }),
  [NOBODY]: claimWith({
    CLP: 'CLP*PCN2*1*76*45.32*11.56*MB*2501110002*11*1',
    NM1: 'NM1*QC*1*SYNTHA*CASEY',
  }),
  [UNNAMED]: claimWith({ CLP: 'CLP*PCN3*1*76*45.32*11.56*MB**11*1' }),
};
const WHOLE = [
  ...claimWith({}),
  ...claimWith({ CLP: 'CLP*PCN2*1*76*45.32*11.56*MB*2501110002*11*1' }),
];

interface Entry {
  readonly quarantineKey: string;
  readonly reason: string;
}
let keys: Readonly<Record<string, string>> = {};
let whole: unknown;

beforeAll(async () => {
  const all = join(directory, 'all.835');
  writeFileSync(all, buildRemittance({ claims: WHOLE }));
  const sound = ['--data', join(directory, 'sound')];
  await runJson(['ingest', all, ...sound]);
  whole = await runJson(['totals', ...sound]);
  for (const [name, claims] of Object.entries(CLAIMS)) {
    const known = new Set(Object.values(keys));
    const file = join(directory, `${name}.835`);
    writeFileSync(file, buildRemittance({ claims }));
    await runJson(['ingest', file, ...at]);
    const entries = await runJson<readonly Entry[]>(['quarantine', ...at]);
    const added = entries.find(({ quarantineKey }) => !known.has(quarantineKey));
    keys = { ...keys, [name]: added?.quarantineKey ?? '' };
  }
});

const keyOf = (name: string): string => `q${keys[name]?.slice(0, 12) ?? ''}`;
const mend = (name: string, args: readonly string[], stdin = '') =>
  runCli(['quarantine', 'mend', keyOf(name), ...args, ...at], { stdin });

describe('kxray quarantine mend', () => {
  it('is told by the list, which names each entry', async () => {
    const { stdout } = await runCli(['quarantine', 'list', ...at]);

    for (const name of Object.keys(CLAIMS)) expect(stdout).toContain(`  ${keyOf(name)}  `);
    expect(stdout).toContain('kxray quarantine mend KEY');
    expect(stdout).not.toMatch(/SYNTHA|1EG4/);
  });

  it('tells one fault after the other, and how it is answered', async () => {
    const first = await mend(AMOUNTS, []);
    const second = await mend(AMOUNTS, ['--set', 'CLP03=76']);
    const ready = await mend(AMOUNTS, ['--set', 'CLP03=76', '--set', 'SVC03=45.32']);

    expect(first.stdout).toMatch(/^The amount in CLP03, segment 1 of the claim: .* It says: 7,6\n/);
    expect(second.stdout).toContain(`mend ${keyOf(AMOUNTS)} --set CLP03=... --set SVC03=VALUE`);
    expect(ready.stdout).toBe(
      'It can be read now: 1 line, $76.00 charged. --accept takes it in.\n',
    );
    expect([first.code, second.code, ready.code]).toEqual([0, 0, 0]);
  });

  it.each([
    ['a field that is not at fault', ['--set', 'SVC03=1'], 2, /at fault is CLP03/],
    ['a value of another kind', ['--set', 'CLP03=none'], 2, /no value for the field/],
    ['no field', ['--set', '76'], 2, /FIELD=VALUE/],
    ['a Medicare number on the command line', ['--set', `CLP03=${MBI}`], 2, /is asked for/],
  ])('refuses %s', async (_what, args, code, words) => {
    const end = await mend(AMOUNTS, args);

    expect(end).toMatchObject({ code, stdout: '' });
    expect(end.stderr).toMatch(words);
    expect(end.stderr).not.toContain(MBI);
  });

  it('refuses a name that names nothing, and a claim that has no number of its own', async () => {
    const unknown = await runCli(['quarantine', 'mend', 'qAAAAAAAAAAAA', ...at]);
    const short = await runCli(['quarantine', 'mend', 'q', ...at]);
    const cut = await mend(UNNAMED, ['--accept']);

    expect([unknown.code, short.code, cut.code]).toEqual([2, 2, 1]);
    expect(cut.stderr).toMatch(/must come again from its sender/);
  });

  it('takes nothing in while something is at fault', async () => {
    const end = await mend(AMOUNTS, ['--set', 'CLP03=76', '--accept']);

    expect(end.code).toBe(1);
    expect(end.stdout).toContain('SVC03');
    expect(await runJson(['totals', ...at])).toMatchObject({ finalClaims: 0 });
  });

  it('ends where the whole claims end', async () => {
    const amounts = ['--set', 'CLP03=76', '--set', 'SVC03=45.32', '--accept'];
    const first = await mend(AMOUNTS, amounts);
    const second = await mend(NOBODY, ['--set', 'NM109=-', '--accept'], `${MBI}\n`);

    const said = /^The claim \(1 line\) is in the ledger as current, and out of quarantine\.\n$/;
    expect(first.stdout).toMatch(said);
    expect(second.stdout).toMatch(said);
    expect(second.stdout + second.stderr).not.toContain(MBI);
    const entries = await runJson<readonly Entry[]>(['quarantine', ...at]);
    expect(entries.map(({ quarantineKey }) => quarantineKey)).toEqual([keys[UNNAMED]]);
    expect(await runJson(['totals', ...at])).toEqual({
      ...(whole as object),
      quarantinedClaims: 1,
      quarantinedLines: 1,
    });
    expect(await runJson(['reconcile', ...at])).toMatchObject({ isAgreed: true });
    expect((await mend(AMOUNTS, [])).code).toBe(2);
  });

  it('leaves each try in the trail, as the dashboard does, and no value of it', async () => {
    const entries = await withSession({ data }, ({ workspace, clock }) =>
      createAuditTrail(workspace.objects).ofDay(TENANT_ID, clock.today()),
    );

    const [amounts, nobody, unnamed] = [AMOUNTS, NOBODY, UNNAMED].map((name) => keys[name]);
    expect(entries.map(({ status, subject }) => [status, subject]).reverse()).toEqual([
      [200, amounts],
      [200, `${amounts} CLP03`],
      [200, `${amounts} CLP03 SVC03`],
      [409, null],
      [422, null],
      [200, unnamed],
      [200, `${amounts} CLP03`],
      [200, `${amounts} CLP03 SVC03 accepted`],
      [200, `${nobody} NM109 accepted`],
    ]);
    const who = { userId: enteredBy(), role: 'admin', action: 'change', route: 'mendClaim' };
    for (const entry of entries) expect(entry).toMatchObject(who);
    expect(JSON.stringify(entries)).not.toMatch(/45\.32|7,6|1EG4/);
  });
});

describe('kxray quarantine show', () => {
  it('shows an entry without its text', async () => {
    const { stdout, code } = await runCli(['quarantine', 'show', keyOf(UNNAMED), ...at]);

    expect(code).toBe(0);
    expect(stdout).toContain(keyOf(UNNAMED));
    expect(stdout).not.toMatch(/SYNTHA|1EG4/);
  });

  it('writes the text into a file of its owner alone, and over no other', async () => {
    const out = join(directory, 'claim.txt');
    const show = () => runCli(['quarantine', 'show', keyOf(UNNAMED), '--out', out, ...at]);
    const first = await show();
    const second = await show();

    expect(first).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(out, 'utf8')).toContain('CLP*PCN3');
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(second.code).toBe(2);
    expect(second.stderr).toContain('is there already');
  });

  it('prints the text for who asks for standard output', async () => {
    const { stdout } = await runCli(['quarantine', 'show', keyOf(UNNAMED), '--out', '-', ...at]);

    expect(stdout).toContain('CLP*PCN3');
  });
});
