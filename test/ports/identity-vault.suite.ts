// What every IdentityVault must do. Each case uses a tenant of its own in one shared vault.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { IdentityVault, KnownIdentity, VaultAccess } from '../../lib/ports/identity-vault.js';

export interface IdentityVaultHarness {
  readonly vault: IdentityVault;
  /** The same vault, opened by a door that only adds. */
  readonly addOnly: IdentityVault;
  close(): Promise<void>;
}

let tenants = 0;

function nextTenant(): string {
  tenants += 1;
  return `vault-${tenants}`;
}

export const MBI = '1EG4TE5MK73';

export function known(token: string, id = MBI, payerId = ''): KnownIdentity {
  return { token: `k1_${token}`, id, payerId };
}

export function access(reason: string, changes: Partial<VaultAccess> = {}): VaultAccess {
  return {
    purpose: 'look_up',
    reason,
    enteredBy: 'someone',
    enteredAt: '2026-11-21T10:00:00.000Z',
    subject: 'hash-of-a-token',
    ...changes,
  };
}

export function identityVaultSuite(open: () => Promise<IdentityVaultHarness>): void {
  let harness: IdentityVaultHarness;
  const vault = (): IdentityVault => harness.vault;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());

  it('is empty at first and was never opened', async () => {
    const tenantId = nextTenant();
    expect(await vault().tokens(tenantId)).toEqual([]);
    expect(await vault().trail(tenantId)).toEqual([]);
    expect(await vault().reveal(tenantId, ['k1_nobody'], access('a'))).toEqual([null]);
  });

  it('gives identities in the order of the tokens, null where unknown', async () => {
    const tenantId = nextTenant();
    await vault().remember(tenantId, [known('b'), known('a', 'MEMBER-7', '62308')]);

    expect(await vault().tokens(tenantId)).toEqual(['k1_a', 'k1_b']);
    expect(await vault().reveal(tenantId, ['k1_b', 'k1_x', 'k1_a'], access('a'))).toEqual([
      { id: MBI, payerId: '' },
      null,
      { id: 'MEMBER-7', payerId: '62308' },
    ]);
  });

  it('remembers twice as once, also within one call, and nothing when asked nothing', async () => {
    const tenantId = nextTenant();
    await vault().remember(tenantId, []);
    await vault().remember(tenantId, [known('a'), known('a')]);
    await vault().remember(tenantId, [known('a'), known('b')]);

    expect(await vault().tokens(tenantId)).toEqual(['k1_a', 'k1_b']);
    expect(await vault().reveal(tenantId, ['k1_a'], access('a'))).toEqual([
      { id: MBI, payerId: '' },
    ]);
  });

  it('holds more than one page or batch', async () => {
    const tenantId = nextTenant();
    const all = Array.from({ length: 130 }, (_, at) => known(String(at + 1_000), `ID-${at}`));
    await vault().remember(tenantId, all);

    const tokens = all.map(({ token }) => token);
    expect(await vault().tokens(tenantId)).toEqual(tokens);
    const revealed = await vault().reveal(tenantId, tokens, access('a'));
    expect(revealed.map((each) => each?.id)).toEqual(all.map(({ id }) => id));
  });

  it('writes down every opening and forgetting, in order', async () => {
    const tenantId = nextTenant();
    await vault().remember(tenantId, [known('a'), known('b')]);
    await vault().reveal(tenantId, ['k1_a', 'k1_b'], access('first'));
    await vault().forget(tenantId, ['k1_a'], access('second', { purpose: 'deletion' }));

    const trail = await vault().trail(tenantId);
    expect(trail.map(({ number, reason, purpose, persons }) => [number, reason, purpose, persons]))
      // In the order in which it was opened.
      .toEqual([
        [1, 'first', 'look_up', 2],
        [2, 'second', 'deletion', 1],
      ]);
    expect(await vault().tokens(tenantId)).toEqual(['k1_b']);
    expect(await vault().reveal(tenantId, ['k1_a'], access('third'))).toEqual([null]);
  });

  it('forgets what is not there, and nothing leaves no line', async () => {
    const tenantId = nextTenant();
    await vault().forget(tenantId, ['k1_a'], access('once'));
    await vault().forget(tenantId, [], access('never'));
    expect((await vault().trail(tenantId)).map(({ reason }) => reason)).toEqual(['once']);
  });

  it('loses no line when many open it at once', async () => {
    const tenantId = nextTenant();
    const reasons = Array.from({ length: 12 }, (_, at) => `reason ${at}`);
    await Promise.all(reasons.map((reason) => vault().reveal(tenantId, ['k1_a'], access(reason))));

    const trail = await vault().trail(tenantId);
    expect(trail.map(({ reason }) => reason).sort()).toEqual([...reasons].sort());
  });

  it('keeps tenants apart, also where one name begins with the other', async () => {
    const one = nextTenant();
    await vault().remember(`${one}0`, [known('theirs')]);
    await vault().remember(one, [known('mine')]);
    await vault().reveal(`${one}0`, ['k1_theirs'], access('theirs'));

    expect(await vault().tokens(one)).toEqual(['k1_mine']);
    expect(await vault().trail(one)).toEqual([]);
    expect(await vault().reveal(one, ['k1_theirs'], access('a'))).toEqual([null]);
  });

  it('is filled by a door that cannot open it', async () => {
    const tenantId = nextTenant();
    await harness.addOnly.remember(tenantId, [known('a')]);

    await expect(harness.addOnly.reveal(tenantId, ['k1_a'], access('a'))).rejects.toMatchObject({
      name: 'VaultError',
    });
    expect(await vault().reveal(tenantId, ['k1_a'], access('a'))).toEqual([
      { id: MBI, payerId: '' },
    ]);
    expect(await vault().trail(tenantId)).toHaveLength(1);
  });
}
