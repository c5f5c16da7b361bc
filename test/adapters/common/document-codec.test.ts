// Documents must come back from bytes exactly, whatever their shape, and in any order of reading.

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeDocument,
  DocumentFormatError,
  encodeDocument,
  type DocumentPacking,
} from '../../../lib/adapters/common/document-codec.js';
import type { LedgerDocument } from '../../../lib/ports/ledger-store.js';
import { chainDocument, claimVersion, yearDocument } from '../../ports/ledger-documents.js';

const PACKINGS: readonly DocumentPacking[] = ['plain', 'compressed'];
const TENANT = { tenantId: 'a' };
const SAMPLES = [
  { what: 'an empty year', document: yearDocument(TENANT) },
  { what: 'an empty chain', document: chainDocument(TENANT) },
  { what: 'claims', document: yearDocument({ ...TENANT, versions: claims(20, 3) }) },
  { what: 'a shape with another field', document: withExtraFields() },
] as const;

describe('encodeDocument and decodeDocument', () => {
  for (const packing of PACKINGS) {
    it.each(SAMPLES)(`give back $what (${packing})`, ({ document }) => {
      expect(decodeDocument(encodeDocument(document, packing))).toEqual(document);
    });
  }

  it('give back any document, whatever was packed and read before', () => {
    const value = fc.jsonValue({ maxDepth: 4 }).filter((json) => !text(json).includes('__proto__'));
    const documents = fc.array(
      fc.record({ seeds: value, versions: value, packing: fc.constantFrom(...PACKINGS) }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(documents, (drafts) => {
        const given = drafts.map((draft) => unusualDocument(draft));
        const bytes = given.map((document, at) => encodeDocument(document, drafts[at]?.packing));
        const back = [...bytes].reverse().map((one) => decodeDocument(one));
        expect(back.reverse().map(text)).toEqual(given.map(text));
      }),
    );
  });

  it('leave the bytes of a document alone when others are encoded', () => {
    const first = encodeDocument(yearDocument({ ...TENANT, versions: claims(2, 2) }));
    const copy = Uint8Array.from(first);
    for (let at = 0; at < 50; at += 1) encodeDocument(yearDocument({ ...TENANT, token: `t${at}` }));
    expect(first).toEqual(copy);
  });

  it('stores no field name of a known shape', () => {
    const document = yearDocument({ ...TENANT, versions: claims(2, 2) });
    const stored = Buffer.from(encodeDocument(document)).toString('latin1');
    for (const name of ['versions', 'viewDigest', 'payerName', 'hcpcs', 'serviceDate', 'cents']) {
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
    { what: 'something else', bytes: Uint8Array.of(1, 0x93, 1, 2, 3) },
  ])('refuse $what', ({ bytes }) => {
    expect(() => decodeDocument(bytes)).toThrow(DocumentFormatError);
  });
});

function claims(count: number, lines: number) {
  return Array.from({ length: count }, (_, at) => claimVersion(at, lines));
}

/** As a later version of the code might write it. */
function withExtraFields(): LedgerDocument {
  const [claim] = claims(1, 2);
  const document = {
    ...yearDocument(TENANT),
    versions: [{ ...claim, later: { a: 1, b: [{ c: 2 }] } }],
  };
  return { ...document, alsoLater: true } as unknown as LedgerDocument;
}

function unusualDocument(parts: { readonly seeds: unknown; readonly versions: unknown }) {
  const { seeds, versions } = parts;
  return { ...yearDocument(TENANT), seeds, versions } as unknown as LedgerDocument;
}

function text(value: unknown): string {
  return JSON.stringify(value);
}
