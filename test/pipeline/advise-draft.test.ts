// Advice on a draft: the fold's own verdict on top of the ledger, what remains, what is not known.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../lib/domain/day.js';
import { foldYear } from '../../lib/domain/fold-year.js';
import { toCents } from '../../lib/domain/money.js';
import { adviseDraft, adviseFromStore } from '../../lib/pipeline/advise-draft.js';
import type { LedgerTools } from '../../lib/pipeline/ledger-tools.js';
import { emptyChain, emptyYear } from '../../lib/pipeline/person-documents.js';
import type { LedgerDocument } from '../../lib/ports/ledger-store.js';
import { advised, draftOf, HOSPITAL, KNOWN, visits } from './small-draft.js';
import { smallContext, smallPerson, TOKEN, type SmallClaim } from './small-ledger.js';

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
