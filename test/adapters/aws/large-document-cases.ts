// Documents that no single item holds. 5,000 lines must fit whatever they are made of (DESIGN 4):
// these hold random text, one line a claim, which is the least that compression can do.

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { ClaimVersion } from '../../../lib/domain/claim.js';
import { toCents } from '../../../lib/domain/money.js';
import { versionHeader } from '../../../lib/pipeline/claim-identity.js';
import { shardOf, type LedgerStore } from '../../../lib/ports/ledger-store.js';
import {
  chainDocument,
  change,
  claimVersion,
  nextTenant,
  yearDocument,
} from '../../ports/ledger-documents.js';
import { readAll } from '../../ports/ledger-reads.js';
import type { LedgerStoreHarness } from '../../ports/ledger-store.suite.js';

export const LARGE_LINES = 5_000;

export function largeDocumentCases(open: () => Promise<LedgerStoreHarness>): void {
  let harness: LedgerStoreHarness;
  const store = (): LedgerStore => harness.store;
  beforeAll(async () => {
    harness = await open();
  });
  afterAll(() => harness.close());

  it(`keeps ${LARGE_LINES} lines that do not compress, year and chain in one commit`, async () => {
    const { year, chain } = largePerson(nextTenant(), 1);

    expect(await store().commit([change(year), change(chain)])).toEqual({ kind: 'committed' });

    expect(isSame(await store().load([chain, year]), [chain, year])).toBe(true);
    const place = { tenantId: year.tenantId, year: year.year, shard: shardOf(year.token) };
    const { kind: _kind, ...plain } = year;
    expect(isSame(await readAll(store(), place), [plain])).toBe(true);
  });

  it('replaces a large document by a small one and a small one by a large one', async () => {
    const tenantId = nextTenant();
    const versions = [largePerson(tenantId, 1).year, yearDocument({ tenantId, version: 2 })];
    for (const document of [...versions, largePerson(tenantId, 3).year]) {
      expect(await store().commit([change(document)])).toEqual({ kind: 'committed' });
      expect(await store().commit([change(document)])).toEqual({ kind: 'conflict' });
      expect(isSame(await store().load([document]), [document])).toBe(true);
    }
  });

  it('reads a large document whole while it is being rewritten', async () => {
    const tenantId = nextTenant();
    const documents = [1, 2, 3].map((version) => largePerson(tenantId, version, 3_500).year);
    const [first] = documents;
    if (first === undefined) throw new Error('no document');
    await store().commit([change(first)]);
    let isWriting = true;
    const writing = (async () => {
      for (const document of documents.slice(1)) await store().commit([change(document)]);
      isWriting = false;
    })();
    const seen: unknown[] = [];
    while (isWriting) seen.push((await store().load([first]))[0]);
    await writing;

    expect(seen.length).toBeGreaterThan(0);
    for (const loaded of seen) {
      expect(documents.some((document) => isSame(loaded, document))).toBe(true);
    }
  });
}

/** Without the difference, which would fill many screens. */
function isSame(found: unknown, expected: unknown): boolean {
  return isDeepStrictEqual(found, expected);
}

/** A year and a chain of as many one-line claims; `version` makes other text each time. */
export function largePerson(tenantId: string, version: number, lines = LARGE_LINES) {
  const versions = Array.from({ length: lines }, (_, at) => randomClaim(`${version} ${at}`));
  return {
    year: yearDocument({ tenantId, version, versions }),
    chain: {
      ...chainDocument({ tenantId, version }),
      headers: versions.map(versionHeader),
    },
  };
}

function randomClaim(seed: string): ClaimVersion {
  const text = createHash('sha512').update(seed).digest('base64url');
  const cents = (at: number): ReturnType<typeof toCents> => {
    return toCents(
      Number.parseInt(
        Buffer.from(text)
          .subarray(at, at + 2)
          .toString('hex'),
        16,
      ),
    );
  };
  const claim = claimVersion(1, 1);
  const [line] = claim.lines;
  if (line === undefined) throw new Error('no line');
  return {
    ...claim,
    icn: text.slice(0, 15),
    accountNumber: text.slice(15, 35),
    claimKey: `12502|${text.slice(0, 15)}`,
    versionKey: text.slice(35, 67),
    chargeCents: cents(1),
    paidCents: cents(3),
    lines: [
      {
        ...line,
        chargeCents: cents(1),
        paidCents: cents(3),
        allowedCents: cents(5),
        renderingNpi: text.slice(67, 77),
        controlNumber: text.slice(60, 80),
      },
    ],
  };
}
