// Changes the key behind all tokens. Everybody moves to a token of the next key while the former is
// in force; then the next key takes its place, and whoever came in meanwhile moves, too. Cut off
// anywhere, it goes on where it was (docs/identity.md).

import type { IdentityVault, VaultAccess } from '../../ports/identity-vault.js';
import type { TokenKeyRotation } from '../../ports/token-key-rotation.js';
import { rekeyPerson, type Rekeying, type RekeyTools } from './rekey-person.js';
import {
  copyQuarantine,
  dropFormerQuarantine,
  type RekeyQuarantineTools,
} from './rekey-quarantine.js';

export interface RotateTools extends RekeyTools, RekeyQuarantineTools {
  readonly tenantId: string;
  readonly vault: IdentityVault;
  readonly rotation: TokenKeyRotation;
  /** Secrets that lie sealed under the former key are sealed under the next; twice does no harm. */
  readonly resealSecrets: () => Promise<unknown>;
}

export interface RotateStep {
  readonly access: VaultAccess;
  readonly onProgress?: (moved: number, of: number) => void;
}

export type RotateResult =
  | { readonly kind: 'rotated'; readonly persons: number }
  /** Nobody knows who these are; nothing was changed. */
  | { readonly kind: 'unknown_identities'; readonly tokens: number };

const OPENED_AT_ONCE = 5_000;
const MOVED_AT_ONCE = 32;

/** `tools` are those of the former and next key of a rotation that is prepared or adopted. */
export async function rotateTokenKey(tools: RotateTools, step: RotateStep): Promise<RotateResult> {
  const { tenantId, rotation } = tools;
  let persons = 0;
  if ((await rotation.state(tenantId)).kind === 'prepared') {
    const unknown = await unknownTokens(tools);
    if (unknown > 0) return { kind: 'unknown_identities', tokens: unknown };
    persons = (await moveAll(tools, step)).moved;
    await rotation.adopt(tenantId);
  }
  const late = await moveAll(tools, step);
  await dropFormerQuarantine(tools, late.rekeying.quarantineKeys);
  await tools.vault.forget(tenantId, [...late.rekeying.tokens.keys()], step.access);
  await tools.resealSecrets();
  await rotation.finish(tenantId);
  return { kind: 'rotated', persons: persons + late.moved };
}

/** Tokens of the ledger that are not in the vault: of claims taken in while there was none. */
async function unknownTokens(tools: RotateTools): Promise<number> {
  const known = new Set(await tools.vault.tokens(tools.tenantId));
  const unknown = new Set<string>();
  for (const { year, shard } of await tools.ledger.listShards(tools.tenantId)) {
    for await (const { token } of tools.ledger.readShard(tools.tenantId, year, shard)) {
      if (isOfKey(token, tools.tokens.keyId) && !known.has(token)) unknown.add(token);
    }
  }
  return unknown.size;
}

async function moveAll(
  tools: RotateTools,
  step: RotateStep,
): Promise<{ readonly moved: number; readonly rekeying: Rekeying }> {
  const quarantineKeys = await copyQuarantine(tools);
  const rekeying: Rekeying = { tokens: await nextTokens(tools, step.access), quarantineKeys };
  const former = [...rekeying.tokens.keys()];
  let moved = 0;
  for (let at = 0; at < former.length; at += MOVED_AT_ONCE) {
    const some = former.slice(at, at + MOVED_AT_ONCE);
    const results = await Promise.all(some.map((token) => rekeyPerson(tools, token, rekeying)));
    moved += results.filter((result) => result === 'moved').length;
    step.onProgress?.(at + some.length, former.length);
  }
  return { moved, rekeying };
}

/** Everybody's next token, who is in the vault under it before any document is. */
async function nextTokens(
  { tenantId, tokens, nextTokens: next, vault }: RotateTools,
  access: VaultAccess,
): Promise<ReadonlyMap<string, string>> {
  const former = (await vault.tokens(tenantId)).filter((token) => isOfKey(token, tokens.keyId));
  const found = new Map<string, string>();
  for (let at = 0; at < former.length; at += OPENED_AT_ONCE) {
    const some = former.slice(at, at + OPENED_AT_ONCE);
    const identities = await vault.reveal(tenantId, some, access);
    const known = identities.flatMap((identity, place) => {
      if (identity === null) return [];
      const token = next.token(identity.id, identity.payerId);
      found.set(some[place] ?? '', token);
      return [{ ...identity, token }];
    });
    await vault.remember(tenantId, known);
  }
  return found;
}

function isOfKey(token: string, keyId: string): boolean {
  return token.startsWith(`k${keyId}_`);
}
