// Detection by content, for plain and packed input.

import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { looksLikeX12 } from '../../../lib/intake/x12/looks-like-x12.js';

const ISA = 'ISA*00*          *00*          *ZZ*A*ZZ*B*260105*0815*^*00501*1*0*P*:~';

describe('looksLikeX12', () => {
  it.each([
    ['ISA', ISA, true],
    ['ISA with pipes', ISA.replaceAll('*', '|'), true],
    ['a byte order mark', `\ufeff${ISA}`, true],
    ['leading blank lines', `\r\n\r\n  ${ISA}`, true],
    ['a bare ST', 'ST*835*0001~BPR*I', true],
    ['a bare GS', 'GS*HP*A*B~', true],
    ['a CSV with a column named ST', 'ST,ZIP,NAME\n', false],
    ['a word that begins with ISA', 'ISABEL,1\n', false],
    ['JSON', '{"resourceType":"Bundle"}', false],
    ['a CSV', 'claim,code,paid\n', false],
    ['nothing', '', false],
  ])('answers for %s', (_name, text, expected) => {
    expect(looksLikeX12(Buffer.from(text))).toBe(expected);
    expect(looksLikeX12(gzipSync(text))).toBe(expected);
  });

  it('looks into the first bytes of a packed file', () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `REF*6R*${at * 7919}~`).join('');

    expect(looksLikeX12(gzipSync(ISA + lines).subarray(0, 4_096))).toBe(true);
  });

  it('answers for damaged gzip', () => {
    expect(looksLikeX12(Uint8Array.from([0x1f, 0x8b, 1, 2, 3]))).toBe(false);
  });
});
