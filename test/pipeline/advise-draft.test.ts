// Advice on a draft: the fold's own verdict on top of the ledger, what remains, what is not known.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../lib/domain/day.js';
import { foldYear } from '../../lib/domain/fold-year.js';
import { toCents } from '../../lib/domain/money.js';
import { adviseDraft, adviseFromStore, type DraftAdvice } from '../../lib/pipeline/advise-draft.js';
import { draftAdviceText } from '../../lib/pipeline/draft-advice-text.js';
import { parseDraft, type DraftClaim } from '../../lib/pipeline/draft-claim.js';
import type { LedgerTools } from '../../lib/pipeline/ledger-tools.js';
import { emptyChain, emptyYear } from '../../lib/pipeline/person-documents.js';
import { TEXT_WIDTH } from '../../lib/pipeline/text-layout.js';
import type { LedgerDocument } from '../../lib/ports/ledger-store.js';
import {
  smallContext,
  smallPerson,
  TOKEN,
  type SmallClaim,
  type SmallLedger,
} from './small-ledger.js';

/** Two visits of $1,200.00 each: $80.00 of the 2026 amount is left. */
const visits: SmallClaim = {
  icn: 'A1',
  received: '2026-02-03',
  lines: [
    { code: '97110 GP', allowed: 120_000, on: '2026-01-12' },
    { code: '97110 GP', allowed: 60_000, on: '2026-01-14' },
    { code: '97530 GP', allowed: 60_000, on: '2026-01-14' },
  ],
};
const KNOWN: SmallLedger = { claims: [visits], seeds: [{ group: 'PT_SLP' }, { group: 'OT' }] };

interface ShortLine {
  readonly code: string;
  readonly dollars: string;
  readonly on?: string;
  readonly revenue?: string;
}

function draftOf(lines: readonly ShortLine[], facts: object = {}): DraftClaim {
  const parsed = parseDraft({
    beneficiary: TOKEN,
    claimType: 'professional',
    payer: 'MEDICARE_FFS',
    lines: lines.map(({ code, dollars, on, revenue }, at) => {
      const [hcpcs, ...modifiers] = code.split(' ');
      return {
        line: at + 1,
        serviceDate: on ?? '2026-03-02',
        hcpcs,
        modifiers,
        expectedAllowed: dollars,
        ...(revenue === undefined ? {} : { revenueCode: revenue }),
      };
    }),
    ...facts,
  });
  if (parsed.kind === 'rejected') throw new Error(parsed.problems.join('; '));
  return parsed.draft;
}

function advised(
  ledger: SmallLedger,
  lines: readonly ShortLine[],
  facts: object = {},
): DraftAdvice {
  return adviseDraft(draftOf(lines, facts), smallPerson(ledger), smallContext(ledger.settings));
}

const HOSPITAL = { claimType: 'institutional', typeOfBill: '0131' };

describe('adviseDraft, does a line need KX', () => {
  it.each([
    {
      name: 'up to the cent of the amount, then above it',
      ledger: KNOWN,
      lines: [
        { code: '97110 GP', dollars: '80.00' },
        { code: '97530 GP', dollars: '0.01' },
      ],
      expected: ['no $2,480.00', 'yes $2,480.01'],
    },
    {
      name: 'spend with others not known',
      ledger: { claims: [visits] },
      lines: [
        { code: '97110 GP', dollars: '80.00' },
        { code: '97110 GP KX', dollars: '0' },
        { code: '97530 GP', dollars: '1.00' },
      ],
      expected: ['unknown $2,480.00', 'no $2,480.00', 'yes $2,481.00'],
    },
    {
      name: 'KX on a line below, spend with others not known',
      ledger: { claims: [] },
      lines: [{ code: '97110 GP KX', dollars: '80.00' }],
      expected: ['unknown $80.00'],
    },
    {
      name: 'amount not known',
      ledger: KNOWN,
      lines: [{ code: '97110 GP', dollars: '80.00', on: '2027-03-02' }],
      expected: ['unknown $80.00'],
    },
    {
      name: 'institutional, one line above',
      ledger: KNOWN,
      lines: [
        { code: '97110 GP', dollars: '50.00' },
        { code: '97530 GP', dollars: '50.00' },
      ],
      facts: HOSPITAL,
      expected: ['claim_level $2,450.00', 'yes $2,500.00'],
    },
    {
      name: 'institutional, SLP lines below',
      ledger: KNOWN,
      lines: [
        { code: '92507 GN', dollars: '50.00' },
        { code: '97530 GP', dollars: '50.00' },
      ],
      facts: HOSPITAL,
      expected: ['claim_level $2,450.00', 'yes $2,500.00'],
    },
    {
      name: 'no therapy, another group',
      ledger: KNOWN,
      lines: [
        { code: '99213', dollars: '90.00' },
        { code: '97165 GO', dollars: '90.00' },
      ],
      expected: ['no null', 'no $90.00'],
    },
    {
      name: 'another payer',
      ledger: KNOWN,
      lines: [{ code: '97110 GP', dollars: '90.00' }],
      facts: { payer: 'COMMERCIAL' },
      expected: ['no null'],
    },
  ])('answers: $name', ({ ledger, lines, facts, expected }) => {
    const advice = advised(ledger, lines, facts);

    const answers = advice.lines.map(({ needsKx, afterCents }) => {
      const after = afterCents === null ? null : (afterCents / 100).toFixed(2);
      const grouped = after?.replace(/\B(?=(\d{3})+\.)/g, ',');
      return `${needsKx} ${grouped === undefined ? 'null' : `$${grouped}`}`;
    });
    expect(answers).toEqual(expected);
  });

  it('judges the draft as the fold would judge the claim', () => {
    const lines = [
      { code: '97110 GP KX', dollars: '80.00' },
      { code: '97530 GP', dollars: '30.00' },
    ];
    const sent: SmallClaim = {
      icn: 'Z1',
      received: '2026-03-09',
      lines: [
        { code: '97110 GP KX', allowed: 8_000, on: '2026-03-02' },
        { code: '97530 GP', allowed: 3_000, on: '2026-03-02' },
      ],
    };

    const advice = advised(KNOWN, lines, { receivedDate: '2026-03-09' });

    const view = foldYear(2026, smallPerson({ ...KNOWN, claims: [visits, sent] }), smallContext());
    const judged = view.lines.filter((line) => line.claim.icn === 'Z1');
    expect(
      advice.lines.map(({ kxExpected, kxAssessment, beforeCents, rules }) => {
        return { kxExpected, kxAssessment, beforeCents, rules };
      }),
    ).toEqual(
      judged.map(({ kxExpected, kxAssessment, beforeCents, rules }) => {
        return { kxExpected, kxAssessment, beforeCents, rules };
      }),
    );
    expect(judged).toHaveLength(2);
  });

  it.each([
    {
      code: '97110 GP KX GA',
      said: 'KX and GA contradict each other: send the line with one of them.',
    },
    { code: '97110 GP GZ', said: 'With GZ the line must not carry KX.' },
  ])('names the conflict on $code', ({ code, said }) => {
    const { lines } = advised(KNOWN, [{ code, dollars: '500.00' }]);

    expect(lines[0]?.conflicts.map(({ sentence }) => sentence)).toEqual([said]);
  });
});

describe('adviseDraft, order', () => {
  it.each([
    { name: 'the newest claim', ledger: KNOWN, on: '2026-01-20', expected: '2026-02-03' },
    { name: 'its own last service', ledger: KNOWN, on: '2026-03-02', expected: '2026-03-02' },
    {
      name: 'the day after the newest figure',
      ledger: { claims: [visits], seeds: [{ asOf: toIsoDay('2026-03-31') }] },
      on: '2026-03-02',
      expected: '2026-04-01',
    },
  ])('assumes that the draft comes no earlier than $name', ({ ledger, on, expected }) => {
    const advice = advised(ledger, [{ code: '97110 GP', dollars: '80.00', on }]);

    expect(advice).toMatchObject({ receivedDate: expected, isReceivedDateAssumed: true });
    expect(advice.lines[0]).toMatchObject({ beforeCents: 240_000 });
  });

  it('takes a stated received date as it is and says when more is known', () => {
    const lines = [{ code: '97110 GP', dollars: '80.00', on: '2026-01-08' }];

    const advice = advised(KNOWN, lines, { receivedDate: '2026-01-09' });

    expect(advice.isReceivedDateAssumed).toBe(false);
    expect(advice.lines[0]).toMatchObject({ beforeCents: 0, afterCents: 8_000 });
    expect(advice.warnings).toEqual([
      'Claims or figures later than the received date of the draft are known.',
    ]);
  });

  it('goes by receipt also where the workspace shows service dates', () => {
    const ledger = { ...KNOWN, settings: { order: 'dos' as const } };

    const advice = advised(ledger, [{ code: '97110 GP', dollars: '80.00', on: '2026-01-05' }]);

    expect(advice.lines[0]).toMatchObject({ beforeCents: 240_000 });
    expect(advice.lines[0]?.rules).toContain('ORD-1');
  });
});

describe('adviseDraft, groups', () => {
  it('tells what remains before and after, and visits left as an estimate', () => {
    const seeds = [{ cents: toCents(1_000) }];
    const claims = [{ ...visits, lines: visits.lines.slice(0, 1) }];

    const { groups } = advised({ claims, seeds }, [{ code: '97110 GP', dollars: '100.00' }]);

    expect(groups).toEqual([
      {
        year: 2026,
        group: 'PT_SLP',
        kxThresholdCents: 248_000,
        accumulatedBeforeCents: 121_000,
        accumulatedAfterCents: 131_000,
        remainingBeforeCents: 127_000,
        remainingAfterCents: 117_000,
        overAfterCents: 0,
        completeness: 'seeded',
        isLowerBound: false,
        visitsLeft: { isEstimate: true, visits: 1, meanAllowedCents: 65_000, n: 2 },
      },
    ]);
  });

  it('knows no visits left where the amount is not known', () => {
    const lines = [{ code: '97110 GP', dollars: '80.00', on: '2027-03-02' }];

    const { groups, warnings } = advised({ claims: [] }, lines);

    expect(groups[0]).toMatchObject({ remainingAfterCents: null, visitsLeft: null });
    expect(warnings).toEqual([
      'The ledger holds nothing of this beneficiary.',
      '2027 PT+SLP: the KX amount is not known.',
      '2027 PT+SLP: the total is "at least"; enter what others billed with kxray seed.',
    ]);
  });

  it('leaves the ledger as it was', () => {
    const person = smallPerson(KNOWN);
    const before = JSON.stringify(person);

    adviseDraft(draftOf([{ code: '97110 GP', dollars: '80.00' }]), person, smallContext());

    expect(JSON.stringify(person)).toBe(before);
  });
});

describe('adviseDraft, may KX be added without asking', () => {
  const above = [{ code: '97110 GP', dollars: '500.00' }];

  function answers(ledger: SmallLedger, lines: readonly ShortLine[], facts: object = {}) {
    const line = advised(ledger, lines, facts).lines[0];
    return {
      may: line?.mayAutoApply,
      ...Object.fromEntries((line?.conditions ?? []).map((each) => [each.condition, each.answer])),
    };
  }

  const ALL_BUT_THE_RECORD = {
    may: 'unknowable',
    payer_is_medicare_ffs: true,
    setting_counts: true,
    code_is_therapy: true,
    one_discipline_modifier: true,
    total_exceeds_amount: true,
    amount_is_known: true,
    outside_spend_is_known: true,
    no_denial_modifier: true,
    documentation_supports_kx: 'unknowable',
    plan_of_care_is_certified: 'unknowable',
  };

  it('never answers yes: the record is not in the claim', () => {
    expect(answers(KNOWN, above)).toEqual(ALL_BUT_THE_RECORD);
  });

  it.each([
    {
      name: 'no payer named',
      facts: { payer: undefined },
      expected: { payer_is_medicare_ffs: 'unknowable' },
    },
    {
      name: 'another payer',
      facts: { payer: 'MEDICARE_ADVANTAGE' },
      expected: {
        may: false,
        payer_is_medicare_ffs: false,
        total_exceeds_amount: false,
        outside_spend_is_known: 'unknowable',
      },
    },
    {
      name: 'a setting outside',
      facts: { claimType: 'institutional', typeOfBill: '0111' },
      expected: {
        may: false,
        setting_counts: false,
        total_exceeds_amount: false,
        outside_spend_is_known: 'unknowable',
      },
    },
    {
      name: 'a code on no list',
      lines: [{ code: 'Z9999 GP', dollars: '500.00' }],
      expected: { code_is_therapy: 'unknowable' },
    },
    {
      name: 'a code that is no therapy',
      lines: [{ code: '98940 GP', dollars: '500.00' }],
      expected: {
        may: false,
        code_is_therapy: false,
        total_exceeds_amount: false,
        outside_spend_is_known: 'unknowable',
      },
    },
    {
      name: 'a sometimes-code without modifier',
      lines: [{ code: '97597', dollars: '500.00' }],
      expected: {
        may: false,
        code_is_therapy: false,
        one_discipline_modifier: false,
        total_exceeds_amount: false,
        outside_spend_is_known: 'unknowable',
      },
    },
    {
      name: 'two disciplines',
      lines: [{ code: '97110 GP GO', dollars: '500.00' }],
      expected: {
        may: false,
        one_discipline_modifier: false,
        total_exceeds_amount: false,
        outside_spend_is_known: 'unknowable',
      },
    },
    {
      name: 'a total not above',
      lines: [{ code: '97110 GP', dollars: '80.00' }],
      expected: { may: false, total_exceeds_amount: false },
    },
    {
      name: 'an amount not known',
      lines: [{ code: '97110 GP', dollars: '500.00', on: '2027-02-01' }],
      ledger: { claims: [], seeds: [{ year: 2027 }] },
      expected: { may: false, total_exceeds_amount: 'unknowable', amount_is_known: false },
    },
    {
      name: 'a year without the exception',
      lines: [{ code: '97110 GP', dollars: '500.00', on: '2004-02-02' }],
      ledger: { claims: [], seeds: [{ year: 2004 }] },
      expected: { may: false, total_exceeds_amount: false, amount_is_known: false },
    },
    {
      name: 'spend with others not known, above all the same',
      ledger: { claims: [visits] },
      expected: { may: false, outside_spend_is_known: false },
    },
    {
      name: 'spend with others not known, below',
      lines: [{ code: '97110 GP', dollars: '5.00' }],
      ledger: { claims: [visits] },
      expected: { may: false, total_exceeds_amount: 'unknowable', outside_spend_is_known: false },
    },
    {
      name: 'GA on the line',
      lines: [{ code: '97110 GP GA', dollars: '500.00' }],
      expected: { may: false, no_denial_modifier: false },
    },
    {
      name: 'another line of the bill above',
      facts: HOSPITAL,
      lines: [
        { code: '97110 GP', dollars: '50.00' },
        { code: '97530 GP', dollars: '50.00' },
      ],
      expected: {},
    },
    {
      name: 'SLP lines of the bill below',
      facts: HOSPITAL,
      lines: [
        { code: '92507 GN', dollars: '50.00' },
        { code: '97530 GP', dollars: '50.00' },
      ],
      expected: { total_exceeds_amount: 'unknowable' },
    },
  ])('answers: $name', ({ ledger = KNOWN, lines = above, facts, expected }) => {
    expect(answers(ledger, lines, facts)).toEqual({ ...ALL_BUT_THE_RECORD, ...expected });
  });
});

describe('adviseFromStore', () => {
  it('reads the years of the draft from the store', async () => {
    const person = smallPerson(KNOWN);
    const { headers, versions, seeds } = person;
    const documents: readonly LedgerDocument[] = [
      { kind: 'chain', ...emptyChain('t', TOKEN), version: 1, headers, years: [2026] },
      { kind: 'year', ...emptyYear('t', TOKEN, 2026), version: 1, versions, seeds },
    ];
    const tools: LedgerTools = {
      tenantId: 't',
      ledger: {
        load: (keys) =>
          Promise.resolve(
            keys.map((key) => documents.find((document) => document.kind === key.kind) ?? null),
          ),
        commit: () => Promise.reject(new Error('advice writes nothing')),
        listShards: () => Promise.resolve([]),
        readShard: () => ({ [Symbol.asyncIterator]: () => [][Symbol.iterator]() as never }),
      },
      tokens: { keyId: '1', token: () => TOKEN, keyedHash: () => '' },
      context: smallContext(),
    };
    const draft = draftOf([{ code: '97110 GP', dollars: '80.01' }]);

    const advice = await adviseFromStore(tools, draft);

    expect(advice).toEqual(adviseDraft(draft, person, smallContext()));
    expect(advice.lines[0]).toMatchObject({ needsKx: 'yes', afterCents: 248_001 });
  });
});

describe('draftAdviceText', () => {
  it('says the answer, the reasons, what remains and what to mind', () => {
    const lines = [
      { code: '97110 GP', dollars: '200.00' },
      { code: '97165 GO', dollars: '90.00' },
    ];

    const text = draftAdviceText(advised({ claims: [visits] }, lines));

    expect(text).toContain('Judged as received on 2026-03-02, after all that is known.');
    expect(text).toContain('Line 1, 2026-03-02, 97110 GP: needs KX\n');
    expect(text).toContain('Line 2, 2026-03-02, 97165 GO: KX cannot be decided\n');
    expect(text).toContain('    - no: No figure for other providers is entered.');
    expect(text).toContain('    - not known: Claims do not show whether a plan of care stands');
    expect(text.replace(/\n/g, ' ')).toContain(
      '2026 PT+SLP: at least $2,400.00 before the draft, $2,600.00 after; at most $80.00 left ' +
        'before, at most $0.00 after, over by at least $120.00. No visit left: an estimate, at ' +
        '$866.67 a visit, the mean of 3 visits of this year.',
    );
    expect(text).toContain('Mind\n  - 2026 PT+SLP: the total is "at least"');
    const widest = Math.max(...text.split('\n').map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(TEXT_WIDTH);
  });
});
