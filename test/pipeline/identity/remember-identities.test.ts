// Who gets into the vault, and when: before the documents, through whichever door, and nobody else.

import { beforeEach, describe, expect, it } from '@jest/globals';
import { rememberIdentities } from '../../../lib/pipeline/identity/remember-identities.js';
import { createTokenizer } from '../../../lib/pipeline/tokenizer.js';
import type { IdentityVault } from '../../../lib/ports/identity-vault.js';
import type { LedgerStore } from '../../../lib/ports/ledger-store.js';
import { MemoryLedger } from '../../laws/memory-stores.js';
import { chainDocument } from '../../ports/ledger-documents.js';
import { access } from '../../ports/identity-vault.suite.js';
import { memoryTokenKey, memoryVault } from '../../support/memory-vault.js';

const TENANT = 'hook';
const MBI = '1EG4-TE5-MK73';
const inner = createTokenizer(TENANT, memoryTokenKey('1'));

let ledger: MemoryLedger;
let vault: IdentityVault;
let hooked: ReturnType<typeof rememberIdentities>;

beforeEach(() => {
  ledger = new MemoryLedger();
  vault = memoryVault();
  hooked = rememberIdentities({ tenantId: TENANT, tokens: inner, ledger }, vault);
});

function commit(token: string, into: LedgerStore = hooked.ledger) {
  return into.commit([{ document: chainDocument({ tenantId: TENANT, token }) }]);
}

function load(token: string) {
  return hooked.ledger.load([{ kind: 'chain', tenantId: TENANT, token }]);
}

describe('rememberIdentities', () => {
  it('makes the same tokens', () => {
    expect(hooked.tokens.token(MBI, '')).toBe(inner.token(MBI, ''));
    expect(hooked.tokens.token('M-7', '62308')).toBe(inner.token('M-7', '62308'));
    expect(hooked.tokens.keyedHash(['a', 1])).toBe(inner.keyedHash(['a', 1]));
  });

  it.each([
    ['a Medicare number', MBI, '62308', { id: '1EG4TE5MK73', payerId: '' }],
    ['another member number', ' M-7 ', '62308', { id: 'M-7', payerId: '62308' }],
  ])('keeps %s so that it makes the token again', async (_what, id, payerId, kept) => {
    const token = hooked.tokens.token(id, payerId);
    await commit(token);

    expect(await vault.reveal(TENANT, [token], access('a'))).toEqual([kept]);
    expect(inner.token(kept.id, kept.payerId)).toBe(token);
  });

  it('writes before the document, and no document when that fails', async () => {
    const remember = async (): Promise<never> => {
      throw new Error('full');
    };
    const failing: IdentityVault = { ...memoryVaultMethods(), remember };
    const broken = rememberIdentities({ tenantId: TENANT, tokens: inner, ledger }, failing);
    const token = broken.tokens.token(MBI, '');

    await expect(commit(token, broken.ledger)).rejects.toThrow('full');
    await expect(commit(token, broken.ledger)).rejects.toThrow('full');
    expect(ledger.documents.size).toBe(0);
  });

  it('does not keep whom the ledger does not know', async () => {
    await load(hooked.tokens.token(MBI, ''));
    await commit(hooked.tokens.token('1EG4TE5MK74', ''));

    expect(await vault.tokens(TENANT)).toEqual([inner.token('1EG4TE5MK74', '')]);
  });

  it('keeps whom the ledger knew before there was a vault, when asked for', async () => {
    const token = inner.token(MBI, '');
    await commit(token, ledger);
    await load(hooked.tokens.token(MBI, ''));

    expect(await vault.tokens(TENANT)).toEqual([token]);
  });

  it('lets no more than a few thousand wait', async () => {
    for (let at = 0; at < 12_000; at += 1) hooked.tokens.token(`M-${at}`, '62308');
    await commit(hooked.tokens.token('M-0', '62308'));

    expect((await vault.tokens(TENANT)).length).toBe(10_000);
  });

  it('throws at the next commit when what was written ahead could not be', async () => {
    let calls = 0;
    const remember: IdentityVault['remember'] = async () => {
      calls += 1;
      if (calls === 1) throw new Error('full');
    };
    const broken = rememberIdentities(
      { tenantId: TENANT, tokens: inner, ledger },
      { ...memoryVaultMethods(), remember },
    );
    for (let at = 0; at < 5_000; at += 1) broken.tokens.token(`M-${at}`, '62308');

    await expect(commit(broken.tokens.token(MBI, ''), broken.ledger)).rejects.toThrow('full');
    expect(ledger.documents.size).toBe(0);
  });
});

function memoryVaultMethods(): Omit<IdentityVault, 'remember'> {
  return {
    tokens: (tenantId) => vault.tokens(tenantId),
    reveal: (...args) => vault.reveal(...args),
    forget: (...args) => vault.forget(...args),
    trail: (tenantId) => vault.trail(tenantId),
  };
}
