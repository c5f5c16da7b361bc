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
  /** Asked between groups of persons; default: there is time. */
  readonly isTimeUp?: () => boolean;
  /** Where an earlier attempt ended for want of time. */
  readonly from?: RotationPlace | null;
  /**
   * Ends once the next key is in force, to be called again when whoever began under the former one
   * has ended: on a host where nobody can see that.
   */
  readonly pausesOnceAdopted?: boolean;
}

/** Everybody up to this token, in byte order, has been moved. */
export interface RotationPlace {
  readonly phase: 'prepared' | 'adopted';
  readonly after: string;
}

export type RotateResult =
  | { readonly kind: 'rotated'; readonly persons: number }
  | { readonly kind: 'adopted'; readonly persons: number }
  | { readonly kind: 'unfinished'; readonly persons: number; readonly at: RotationPlace }
  /** Nobody knows who these are; nothing was changed. */
  | { readonly kind: 'unknown_identities'; readonly tokens: number };

const OPENED_AT_ONCE = 5_000;
const MOVED_AT_ONCE = 32;

/** `tools` are those of the former and next key of a rotation that is prepared or adopted. */
export async function rotateTokenKey(tools: RotateTools, step: RotateStep): Promise<RotateResult> {
  const { tenantId, rotation } = tools;
  let persons = 0;
  if ((await rotation.state(tenantId)).kind === 'prepared') {
    const isBegun = step.from?.phase === 'prepared';
    const unknown = isBegun ? 0 : await unknownTokens(tools);
    if (unknown > 0) return { kind: 'unknown_identities', tokens: unknown };
    const done = await moveAll(tools, step, 'prepared');
    persons = done.moved;
    if (done.at !== null) return { kind: 'unfinished', persons, at: done.at };
    await rotation.adopt(tenantId);
    if (step.pausesOnceAdopted === true) {
      await settleAdopted(tools, done.rekeying);
      return { kind: 'adopted', persons };
    }
  }
  const late = await moveAll(tools, step, 'adopted');
  persons += late.moved;
  const at = late.at ?? (await forgetFormer(tools, step, late.rekeying));
  if (at !== null) return { kind: 'unfinished', persons, at };
  await settleAdopted(tools, late.rekeying);
  await rotation.finish(tenantId);
  return { kind: 'rotated', persons };
}

/** What is sealed under the former key, for whoever knows the next one only. Twice does no harm. */
async function settleAdopted(
  tools: RotateTools,
  { quarantineKeys }: Pick<Rekeying, 'quarantineKeys'>,
): Promise<void> {
  await dropFormerQuarantine(tools, quarantineKeys);
  await tools.resealSecrets();
}

/** Null when nobody is left in the vault under a former token. */
async function forgetFormer(
  { tenantId, vault }: RotateTools,
  { access, isTimeUp }: RotateStep,
  { tokens }: Rekeying,
): Promise<RotationPlace | null> {
  const former = [...tokens.keys()];
  for (let at = 0; at < former.length; at += OPENED_AT_ONCE) {
    if (at > 0 && isTimeUp?.() === true) return { phase: 'adopted', after: former.at(-1) ?? '' };
    await vault.forget(tenantId, former.slice(at, at + OPENED_AT_ONCE), access);
  }
  return null;
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

interface Moved {
  readonly moved: number;
  readonly rekeying: Rekeying;
  /** Null: everybody was seen. */
  readonly at: RotationPlace | null;
}

async function moveAll(
  tools: RotateTools,
  step: RotateStep,
  phase: RotationPlace['phase'],
): Promise<Moved> {
  const after = step.from?.phase === phase ? step.from.after : '';
  const quarantineKeys = await copyQuarantine(tools);
  const tokens = await nextTokens(tools, step.access, after);
  const rekeying: Rekeying = { tokens, quarantineKeys };
  const former = [...tokens.keys()].filter((token) => token > after);
  let moved = 0;
  for (let at = 0; at < former.length; at += MOVED_AT_ONCE) {
    const before = former[at - 1];
    if (before !== undefined && step.isTimeUp?.() === true) {
      return { moved, rekeying, at: { phase, after: before } };
    }
    const some = former.slice(at, at + MOVED_AT_ONCE);
    const results = await Promise.all(some.map((token) => rekeyPerson(tools, token, rekeying)));
    moved += results.filter((result) => result === 'moved').length;
    step.onProgress?.(at + some.length, former.length);
  }
  return { moved, rekeying, at: null };
}

/**
 * Everybody's next token, who is in the vault under it before any document is; also of those who
 * were left behind by an earlier change, as claims of theirs came from a queue after it ended.
 */
async function nextTokens(
  { tenantId, nextTokens: next, vault }: RotateTools,
  access: VaultAccess,
  after: string,
): Promise<ReadonlyMap<string, string>> {
  const former = (await vault.tokens(tenantId)).filter((token) => !isOfKey(token, next.keyId));
  const found = new Map<string, string>();
  for (let at = 0; at < former.length; at += OPENED_AT_ONCE) {
    const some = former.slice(at, at + OPENED_AT_ONCE);
    const identities = await vault.reveal(tenantId, some, access);
    const known = identities.flatMap((identity, place) => {
      const was = some[place] ?? '';
      if (identity === null) return [];
      const token = next.token(identity.id, identity.payerId);
      found.set(was, token);
      return was > after ? [{ ...identity, token }] : [];
    });
    await vault.remember(tenantId, known);
  }
  return found;
}

function isOfKey(token: string, keyId: string): boolean {
  return token.startsWith(`k${keyId}_`);
}
