// Claims wait in memory, then in files; either way they come back whole, each token in one part.

import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createFileClaimSpool } from '../../../lib/adapters/embedded/file-claim-spool.js';
import type { ClaimSpool, SpooledClaim } from '../../../lib/ports/claim-spool.js';
import { shardOf } from '../../../lib/ports/ledger-store.js';
import { claim } from '../../support/claim-builder.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const CLAIMS: readonly SpooledClaim[] = Array.from({ length: 400 }, (_, at) => ({
  token: `k1_${at % 90}`,
  joinFrom: at % 7 === 0 ? `k1_former${at}` : null,
  version: claim({ icn: `C${at}`, payerName: at % 2 === 0 ? 'SEGURIDAD MÉDICA ☤' : null }),
}));

async function filled(name: string, memoryCharacters?: number): Promise<ClaimSpool> {
  const spool = createFileClaimSpool(join(directory, name), memoryCharacters);
  for (const each of CLAIMS) await spool.add(each);
  return spool;
}

async function partsOf(spool: ClaimSpool): Promise<readonly (readonly SpooledClaim[])[]> {
  const parts: (readonly SpooledClaim[])[] = [];
  for await (const part of spool.parts()) parts.push(part);
  return parts;
}

function byIcn(claims: readonly SpooledClaim[]): readonly SpooledClaim[] {
  return claims.toSorted((left, right) => (left.version.icn < right.version.icn ? -1 : 1));
}

describe('createFileClaimSpool', () => {
  it.each([
    { what: 'all in memory', name: 'memory', memoryCharacters: undefined, isSpilled: false },
    { what: 'part of them spilled', name: 'some', memoryCharacters: 50_000, isSpilled: true },
    { what: 'each spilled', name: 'each', memoryCharacters: 1, isSpilled: true },
  ])('gives back what it was given: $what', async ({ name, memoryCharacters, isSpilled }) => {
    const spool = await filled(name, memoryCharacters);
    const parts = await partsOf(spool);

    expect(byIcn(parts.flat())).toEqual(byIcn(CLAIMS));
    expect(existsSync(join(directory, name))).toBe(isSpilled);
    await spool.close();
  });

  it('keeps a token in one part, and the parts of a shard together', async () => {
    const parts = await partsOf(await filled('order', 20_000));
    const tokens = parts.flatMap((part) => [...new Set(part.map((each) => each.token))]);
    const shards = parts.map((part) => [...new Set(part.map((each) => shardOf(each.token)))]);

    expect(new Set(tokens).size).toBe(tokens.length);
    expect(shards.every((each) => each.length === 1)).toBe(true);
    expect(shards.flat()).toEqual(shards.flat().toSorted((left, right) => left - right));
  });

  it('keeps the order of the claims of a token', async () => {
    const [part = []] = await partsOf(await filled('sequence', 5_000));
    const token = part[0]?.token;

    expect(part.filter((each) => each.token === token).map((each) => each.version.icn)).toEqual(
      CLAIMS.filter((each) => each.token === token).map((each) => each.version.icn),
    );
  });

  it('lets nobody else read what it spills, and leaves nothing behind', async () => {
    const spool = await filled('private', 1);
    const folder = join(directory, 'private');
    const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o077);

    expect(modes.length).toBeGreaterThan(0);
    expect(modes.every((mode) => mode === 0)).toBe(true);

    await spool.close();

    expect(existsSync(folder)).toBe(false);
  });
});
