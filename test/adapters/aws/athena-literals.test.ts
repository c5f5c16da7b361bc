import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { athenaLiterals } from '../../../lib/adapters/aws/athena-literals.js';
import type { NamedQuery } from '../../../lib/ports/query-engine.js';

function query(...types: readonly NamedQuery['parameters'][number]['type'][]): NamedQuery {
  const parameters = types.map((type, at) => ({ name: `p${at}`, type }));
  return { name: 'made_up', text: '', parameters, outputs: [] };
}

describe('athenaLiterals', () => {
  it.each([
    ['integer', 2026, '2026'],
    ['integer', -5, '-5'],
    ['integer', -0, '0'],
    ['text', '', `''`],
    ['text', `O'Brien`, `'O''Brien'`],
    ['text', `''`, `''''''`],
    ['text', '2026', `'2026'`],
    ['day', '2026-02-28', `'2026-02-28'`],
  ] as const)('writes the %s %j as %s', (type, value, literal) => {
    expect(athenaLiterals(query(type), { p0: value })).toEqual([literal]);
  });

  it('keeps the order of the query, not of the values given', () => {
    const values = { p2: '2026-01-01', p1: 'x', p0: 7 };

    expect(athenaLiterals(query('integer', 'text', 'day'), values)).toEqual([
      '7',
      `'x'`,
      `'2026-01-01'`,
    ]);
  });

  it.each([
    ['text', 'x\0y', 'needs a value of type text'],
    ['text', '\ud800', 'needs a value of type text'],
    ['text', `'`.repeat(600), 'is longer than Athena takes'],
    ['text', 5, 'needs a value of type text'],
    ['day', `2026-01-01' or '1`, 'needs a value of type day'],
    ['integer', 1e300, 'needs a value of type integer'],
    ['integer', Infinity, 'needs a value of type integer'],
  ] as const)('refuses the %s %j', (type, value, message) => {
    expect(() => athenaLiterals(query(type), { p0: value })).toThrow(`parameter p0 ${message}`);
  });

  it('writes any text as one literal that reads back as itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const [literal = ''] = athenaLiterals(query('text'), { p0: text });
        // Opens and closes with a quote; between them quotes come in pairs only.
        return (
          /^'(?:[^']|'')*'$/s.test(literal) && literal.slice(1, -1).replaceAll(`''`, `'`) === text
        );
      }),
    );
  });
});
