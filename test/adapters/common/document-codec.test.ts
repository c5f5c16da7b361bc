// Documents must come back from bytes exactly, whatever their shape, and in any order of reading.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeDocument,
  decodeYear,
  DocumentFormatError,
  encodeDocument,
  type DocumentPacking,
} from '../../../lib/adapters/common/document-codec.js';
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

function withHeaders(): LedgerDocument {
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
