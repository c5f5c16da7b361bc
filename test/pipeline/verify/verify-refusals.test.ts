// What `verify` refuses: anything outside the vocabulary, each with its path in the file.

import { describe, expect, it } from '@jest/globals';
import { verifyExamples } from '../../../lib/pipeline/verify/verify-examples.js';
import { testReference } from '../../support/test-reference.js';

const reference = await testReference();

const LINE = { line: 1, dos: '2026-05-04', hcpcs: '97110', mods: ['GP'], allowed: '80.00' };
const CLAIM = {
  icn: 'A',
  claimType: 'professional',
  received: '2026-05-06',
  status: '1',
  lines: [LINE],
};
const LEDGER = { id: 'E1', kind: 'ledger', claims: [CLAIM], expected: {} };

function problems(file: unknown): readonly string[] {
  const result = verifyExamples(JSON.stringify(file), reference);
  return result.kind === 'refused' ? result.problems : [];
}

function inFile(example: unknown): unknown {
  return { examples: [example] };
}

function withClaim(change: object): unknown {
  return inFile({ ...LEDGER, claims: [{ ...CLAIM, ...change }] });
}

function withLine(change: object): unknown {
  return withClaim({ lines: [LINE, { ...LINE, line: 2, ...change }] });
}

function withExpected(expected: object): unknown {
  return inFile({ ...LEDGER, expected });
}

function withCase(kind: string, one: object): unknown {
  return inFile({ id: 'E1', kind, cases: [one] });
}

const CLAIM_0 = 'examples[0].claims[0]';
const LINE_1 = `${CLAIM_0}.lines[1]`;
const CASE_0 = 'examples[0].cases[0]';

const REFUSED: readonly (readonly [string, unknown, string])[] = [
  ['no examples', {}, 'examples'],
  ['an unknown key of the file', { examples: [], sample: 1 }, '(the file itself)'],
  ['an unknown kind', inFile({ ...LEDGER, kind: 'tally' }), 'examples[0].kind'],
  ['no kind', inFile({ id: 'E1', claims: [] }), 'examples[0].kind'],
  ['no id', inFile({ ...LEDGER, id: undefined }), 'examples[0].id'],
  ['an unknown key of an example', inFile({ ...LEDGER, note: 'x' }), 'examples[0]'],
  ['no claims', inFile({ ...LEDGER, claims: undefined }), 'examples[0].claims'],
  ['the second example', { examples: [LEDGER, { ...LEDGER, claims: 'A' }] }, 'examples[1].claims'],
  [
    'an unknown order',
    inFile({ ...LEDGER, config: { orderPolicy: 'arrival' } }),
    'examples[0].config.orderPolicy',
  ],
  [
    'an unknown place',
    inFile({ ...LEDGER, config: { correctionPosition: 'last' } }),
    'examples[0].config.correctionPosition',
  ],
  [
    'a tolerance as number',
    inFile({ ...LEDGER, config: { nearThresholdTolerance: 150 } }),
    'examples[0].config.nearThresholdTolerance',
  ],
  ['an unknown switch', inFile({ ...LEDGER, config: { near: '1.00' } }), 'examples[0].config'],
  [
    'a seed of no year',
    inFile({ ...LEDGER, seed: { '26': { OT: '1.00' } } }),
    'examples[0].seed.26',
  ],
  [
    'a seed of no group',
    inFile({ ...LEDGER, seed: { '2026': { PT: '1.00' } } }),
    'examples[0].seed.2026',
  ],
  [
    'a seed of no amount',
    inFile({ ...LEDGER, seed: { '2026': { OT: '1.005' } } }),
    'examples[0].seed.2026.OT',
  ],
  ['an unknown key of a claim', withClaim({ dos: '2026-05-04' }), CLAIM_0],
  ['an unknown claim type', withClaim({ claimType: 'dental' }), `${CLAIM_0}.claimType`],
  ['a bill type of three digits', withClaim({ typeOfBill: '131' }), `${CLAIM_0}.typeOfBill`],
  ['an impossible day', withClaim({ received: '2026-02-30' }), `${CLAIM_0}.received`],
  ['a day as X12 writes it', withClaim({ paidDate: '20260506' }), `${CLAIM_0}.paidDate`],
  ['an unknown status', withClaim({ status: '5' }), `${CLAIM_0}.status`],
  ['a status as number', withClaim({ status: 1 }), `${CLAIM_0}.status`],
  ['an unknown payer', withClaim({ payer: 'TRICARE' }), `${CLAIM_0}.payer`],
  ['an unknown second-payer basis', withClaim({ mspAccrual: 'half' }), `${CLAIM_0}.mspAccrual`],
  ['cah as text', withClaim({ cah: 'yes' }), `${CLAIM_0}.cah`],
  ['an unknown key of a line', withLine({ note: 'x' }), LINE_1],
  ['a line without a number', withLine({ line: undefined }), `${LINE_1}.line`],
  ['line number 0', withLine({ line: 0 }), `${LINE_1}.line`],
  ['a line without a day', withLine({ dos: undefined }), `${LINE_1}.dos`],
  ['an amount as number', withLine({ allowed: 80.01 }), `${LINE_1}.allowed`],
  ['an amount with three decimals', withLine({ paid: '80.001' }), `${LINE_1}.paid`],
  ['an amount with a dollar sign', withLine({ charge: '$80.00' }), `${LINE_1}.charge`],
  ['an adjustment of two parts', withLine({ cas: [['CO', '45']] }), `${LINE_1}.cas[0]`],
  [
    'an adjustment without an amount',
    withLine({ cas: [['CO', '45', 'x']] }),
    `${LINE_1}.cas[0][2]`,
  ],
  ['modifiers as text', withLine({ mods: 'GP' }), `${LINE_1}.mods`],
  ['an unknown key of expected', withExpected({ totals: [] }), 'examples[0].expected'],
  [
    'an unknown flag',
    withExpected({ lines: [{ claim: 'A', line: 1, flags: ['KX_CONFLICT_GB'] }] }),
    'examples[0].expected.lines[0].flags[0]',
  ],
  [
    'an unknown expectation',
    withExpected({ lines: [{ claim: 'A', line: 1, kxExpected: 'needed' }] }),
    'examples[0].expected.lines[0].kxExpected',
  ],
  [
    'an unknown assessment',
    withExpected({ lines: [{ claim: 'A', line: 1, kxAssessment: 'late' }] }),
    'examples[0].expected.lines[0].kxAssessment',
  ],
  [
    'an expected line without its claim',
    withExpected({ lines: [{ line: 1 }] }),
    'examples[0].expected.lines[0].claim',
  ],
  [
    'a year as number',
    withExpected({ buckets: [{ year: 2026, bucket: 'OT' }] }),
    'examples[0].expected.buckets[0].year',
  ],
  [
    'an unknown group',
    withExpected({ buckets: [{ year: '2026', bucket: 'PT' }] }),
    'examples[0].expected.buckets[0].bucket',
  ],
  [
    'a crossing that is no pair',
    withExpected({ buckets: [{ year: '2026', bucket: 'OT', kxCrossing: ['A'] }] }),
    'examples[0].expected.buckets[0].kxCrossing',
  ],
  [
    'an unknown event',
    withExpected({
      events: [{ afterClaimIndex: 0, type: 'kx.moved', year: '2026', bucket: 'OT' }],
    }),
    'examples[0].expected.events[0].type',
  ],
  [
    'an event before the first claim',
    withExpected({
      events: [{ afterClaimIndex: -1, type: 'kx.crossed', year: '2026', bucket: 'OT' }],
    }),
    'examples[0].expected.events[0].afterClaimIndex',
  ],
  [
    'an index that is no percentage',
    withCase('threshold_index', { prior: '1.00', meiPercent: '2.7%', expected: '1.00' }),
    `${CASE_0}.meiPercent`,
  ],
  [
    'negative minutes',
    withCase('minutes_to_units', { minutes: { '97110': -1 }, expected: {} }),
    `${CASE_0}.minutes.97110`,
  ],
  [
    'an unknown identifier',
    withCase('identifiers', { type: 'ssn', value: '1', expected: true }),
    `${CASE_0}.type`,
  ],
  [
    'an unknown deadline',
    withCase('documentation_deadlines', { expected: { due: '2026-01-01' } }),
    `${CASE_0}.expected`,
  ],
  [
    'a line without an amount',
    withCase('cwf_line_selection', { remaining: '1.00', lines: [{ line: 1 }], expected: {} }),
    `${CASE_0}.lines[0].allowed`,
  ],
  [
    'hits as text',
    withCase('two_by_two_test', {
      provider: { hits: '3', n: 4 },
      peer: { hits: 1, n: 2 },
      expected: {},
    }),
    `${CASE_0}.provider.hits`,
  ],
  [
    'claims where cases belong',
    inFile({ id: 'E1', kind: 'identifiers', claims: [] }),
    'examples[0].cases',
  ],
];

describe('verifyExamples refuses', () => {
  it.each(REFUSED)('%s', (_, file, path) => {
    const paths = problems(file).map((problem) => problem.slice(0, problem.indexOf(': ')));

    expect(paths).toContain(path);
  });

  it.each([
    ['the key', withLine({ alowed: '80.00' }), 'alowed'],
    ['the words that it knows', withClaim({ claimType: 'dental' }), 'institutional'],
    ['what an amount looks like', withLine({ paid: '80.001' }), 'decimal amount'],
    ['the key of the file', { examples: [], sample: 1 }, 'sample'],
  ])('and names %s', (_, file, words) => {
    expect(problems(file).join('\n')).toContain(words);
  });

  it('every problem of the file at once', () => {
    expect(problems(withLine({ allowed: 80.01, paid: '1.001', mods: 'GP' }))).toHaveLength(3);
  });

  it('what is not JSON', () => {
    expect(verifyExamples('{ examples: [] }', reference)).toEqual({
      kind: 'refused',
      problems: ['the file is not JSON'],
    });
  });
});

describe('verifyExamples takes', () => {
  it.each([
    ['no example', { examples: [] }],
    ['anything under meta', { meta: { set: 'mine', conventions: { a: ['b'] } }, examples: [] }],
    ['claims by their least', inFile(LEDGER)],
    ['what may be null', withLine({ rev: null, charge: null, allowed: null, paid: null })],
    ['a replaced claim, a payer, cah', withClaim({ replaces: null, payer: null, cah: true })],
    ['a whole dollar', withLine({ allowed: '80' })],
    [
      'every status',
      inFile({
        ...LEDGER,
        claims: ['1', '2', '3', '4', '19', '20', '21', '22', '23', '25'].map((status, at) => ({
          ...CLAIM,
          icn: `A${at}`,
          status,
        })),
      }),
    ],
  ])('%s', (_, file) => {
    expect(problems(file)).toEqual([]);
  });
});
