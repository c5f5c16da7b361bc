// Documents must come back from bytes exactly, whatever their shape, and in any order of reading.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeChain,
  decodeDocument,
  decodeYear,
  DocumentFormatError,
  encodeDocument,
  encodePair,
  type DocumentPacking,
} from '../../../lib/adapters/common/document-codec.js';
import { chainBeside } from '../../../lib/domain/chain-beside.js';
import { yearBeside } from '../../../lib/domain/year-beside.js';
import { versionHeader } from '../../../lib/pipeline/claim-identity.js';
import type { LedgerDocument } from '../../../lib/ports/ledger-store.js';
import { chainDocument, claimVersion, yearDocument } from '../../ports/ledger-documents.js';
import { claim } from '../../support/claim-builder.js';

const PACKINGS: readonly DocumentPacking[] = ['plain', 'compressed'];
const TENANT = { tenantId: 'a' };
const SAMPLES = [
  { what: 'an empty year', document: yearDocument(TENANT) },
  { what: 'an empty chain', document: chainDocument(TENANT) },
  { what: 'claims', document: yearDocument({ ...TENANT, versions: claims(20, 3) }) },
  { what: 'a document with another field', document: withExtraField() },
  { what: 'headers', document: withHeaders() },
] as const;

/** JSON writes -0 as 0. */
function withoutNegativeZero(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('encodeDocument and decodeDocument', () => {
  for (const packing of PACKINGS) {
    it.each(SAMPLES)(`give back $what (${packing})`, ({ document }) => {
      expect(decodeDocument(encodeDocument(document, packing))).toEqual(document);
    });
  }

  it('give back any document, whatever was packed and read before', () => {
    const documents = fc.array(
      fc.record({
        seeds: fc.jsonValue({ maxDepth: 4 }).map(withoutNegativeZero),
        claims: fc.nat(3),
        packing: fc.constantFrom(...PACKINGS),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(documents, (drafts) => {
        const given = drafts.map((draft) => unusualDocument(draft));
        const bytes = given.map((document, at) => encodeDocument(document, drafts[at]?.packing));
        const back = [...bytes].reverse().map((one) => decodeDocument(one));
        expect(back.reverse()).toEqual(given);
      }),
    );
  });

  it.each(PACKINGS)('give back a year as shards hand it out (%s)', (packing) => {
    const { kind: _, ...year } = yearDocument({ ...TENANT, versions: claims(2, 2) });

    expect(decodeYear(encodeDocument({ kind: 'year', ...year }, packing))).toEqual(year);
    expect(decodeYear(encodeDocument(chainDocument(TENANT), packing))).toBeNull();
  });

  it('give a document that can be copied, changed and stored again', () => {
    const [first, second] = claims(2, 2);
    if (first === undefined || second === undefined) throw new Error('two claims are needed');
    const read = decodeDocument(encodeDocument(yearDocument({ ...TENANT, versions: [first] })));
    if (read.kind !== 'year') throw new Error('not a year');
    const more = { ...read, version: 2, versions: [...read.versions, second] };

    expect(decodeDocument(encodeDocument(more))).toEqual(
      yearDocument({ ...TENANT, version: 2, versions: [first, second] }),
    );
  });

  it('leave the bytes of a document alone when others are encoded', () => {
    const first = encodeDocument(yearDocument({ ...TENANT, versions: claims(2, 2) }));
    const copy = Uint8Array.from(first);
    for (let at = 0; at < 50; at += 1) encodeDocument(yearDocument({ ...TENANT, token: `t${at}` }));
    expect(first).toEqual(copy);
  });

  it('stores no field name of a claim or line', () => {
    const document = yearDocument({ ...TENANT, versions: claims(2, 2) });
    const stored = Buffer.from(encodeDocument(document)).toString('latin1');
    for (const name of ['versions', 'payerName', 'hcpcs', 'serviceDate', 'cents']) {
      expect(stored).not.toContain(name);
    }
    expect(stored).toContain('97110');
  });

  it('keeps 5,000 lines below what one DynamoDB item may hold', () => {
    const document = yearDocument({ ...TENANT, versions: claims(1700, 3) });
    expect(encodeDocument(document, 'compressed').byteLength).toBeLessThan(400_000);
  });

  it.each([
    { what: 'no bytes', bytes: new Uint8Array() },
    { what: 'an unknown format', bytes: Uint8Array.of(9, 1, 2) },
    { what: 'a cut document', bytes: encodeDocument(yearDocument(TENANT)).subarray(0, 20) },
    {
      what: 'a cut compressed one',
      bytes: encodeDocument(yearDocument(TENANT), 'compressed').subarray(0, 20),
    },
    { what: 'something else', bytes: Uint8Array.of(3, 0x93, 1, 2, 3) },
    { what: 'one changed letter', bytes: damaged(encodeDocument(yearDocument(TENANT))) },
    {
      what: 'one changed byte of a compressed one',
      bytes: damaged(encodeDocument(yearDocument(TENANT), 'compressed')),
    },
  ])('refuse $what', ({ bytes }) => {
    expect(() => decodeDocument(bytes)).toThrow(DocumentFormatError);
  });
});

describe('encodePair', () => {
  const chain = withHeaders();

  it.each([0, 1, 20])('gives back a year of %i claims and the chain, each by itself', (count) => {
    const year = yearDocument({ ...TENANT, versions: claims(count, 2) });
    const { kind: _, ...plain } = year;
    const stored = encodePair(year, chain);

    expect(decodeDocument(stored)).toEqual(year);
    expect(decodeYear(stored)).toEqual(plain);
    expect(decodeChain(stored)).toEqual(chain);
    const shown = decodeYear(stored);
    expect(shown && chainBeside(shown)).toEqual(chain);
    const found = decodeChain(stored);
    expect(found && yearBeside(found, 2026)).toEqual(plain);
    expect(found && yearBeside(found, 2025)).toBeNull();
    expect(found && yearBeside({ ...found }, 2026)).toBeNull();
    // Who changes a year does not take along a chain of another moment.
    expect(shown && chainBeside({ ...shown })).toBeNull();
  });

  it('takes less room than both alone', () => {
    const versions = claims(20, 2);
    const year = yearDocument({ ...TENANT, versions });
    const headers = { ...chainDocument(TENANT), headers: versions.map(versionHeader) };
    const alone = encodeDocument(headers, 'compressed').byteLength;
    const added =
      encodePair(year, headers).byteLength - encodeDocument(year, 'compressed').byteLength;
    expect(added).toBeLessThan(alone);
  });

  it('is not there in a document that stands alone', () => {
    expect(decodeChain(encodeDocument(yearDocument(TENANT), 'compressed'))).toBeNull();
    expect(decodeChain(encodeDocument(chain, 'compressed'))).toEqual(chain);
    expect(() => decodeChain(damaged(encodePair(yearDocument(TENANT), chain)))).toThrow(
      DocumentFormatError,
    );
  });
});

function claims(count: number, lines: number) {
  return Array.from({ length: count }, (_, at) => claimVersion(at, lines));
}

/** As a later version of the code might write it. */
function withExtraField(): LedgerDocument {
  return {
    ...yearDocument({ ...TENANT, versions: claims(1, 2) }),
    later: { a: 1 },
  } as LedgerDocument;
}

function withHeaders() {
  return {
    ...chainDocument(TENANT),
    headers: [versionHeader(claim()), versionHeader(claim({ icn: 'B' }))],
  };
}

function unusualDocument(parts: { readonly seeds: unknown; readonly claims: number }) {
  const versions = claims(parts.claims, 2);
  return { ...yearDocument(TENANT), seeds: parts.seeds, versions } as LedgerDocument;
}

function damaged(bytes: Uint8Array): Uint8Array {
  const at = bytes.length - 9;
  return bytes.with(at, (bytes[at] ?? 0) ^ 1);
}
