// Events of a reader into the spool: every line is counted once, numbers become tokens, and what
// cannot be accepted goes to quarantine with a mark on its beneficiary.

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IntakeEvent } from '../../lib/intake/intake-claim.js';
import { toCents } from '../../lib/domain/money.js';
import { spoolClaims, type MarksByToken } from '../../lib/pipeline/ingest-claims.js';
import { newIngestSummary, type IngestSummary } from '../../lib/pipeline/ingest-summary.js';
import type { SpooledClaim } from '../../lib/ports/claim-spool.js';
import { day } from '../support/amounts.js';
import { claimFacts, CONTRACTOR } from '../support/claim-builder.js';
import { eventsOf, fakeClaimSpool } from '../support/fake-intake.js';
import {
  claimRead,
  FIRST_MBI,
  identity,
  POSITION,
  quarantined,
  SECOND_MBI,
} from '../support/intake-events.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';

const reference = await testReference();

let tools: TestTools;
let summary: IngestSummary;
let marks: MarksByToken;
beforeEach(() => {
  tools = testTools(reference);
  summary = newIngestSummary();
  marks = new Map();
});

async function spool(...events: readonly IntakeEvent[]): Promise<readonly SpooledClaim[]> {
  const into = fakeClaimSpool();
  await spoolClaims(tools, eventsOf(events), { spool: into, marks, summary });
  const spooled: SpooledClaim[] = [];
  for await (const part of into.parts()) spooled.push(...part);
  return spooled;
}

const TWO_LINES = claimFacts({ lines: [{ charge: '120.00' }, { charge: '30.50' }] });

describe('spoolClaims: claims', () => {
  it('counts lines and charges as read, and gives the claim to its token', async () => {
    const spooled = await spool(
      claimRead(TWO_LINES),
      claimRead(claimFacts({ icn: 'B', lines: [] })),
    );

    expect(summary.read).toEqual({ claims: 2, lines: 2, chargeCents: 15_050 });
    expect(spooled.map(({ token, joinFrom, version }) => [token, joinFrom, version.icn])).toEqual([
      [tools.tokens.token(FIRST_MBI, CONTRACTOR), null, 'A'],
      [tools.tokens.token(FIRST_MBI, CONTRACTOR), null, 'B'],
    ]);
    expect(summary.files).toBe(1);
  });

  it.each([
    ['the corrected number wins, and joins the two', SECOND_MBI, SECOND_MBI, FIRST_MBI],
    ['a number corrected to itself joins nothing', FIRST_MBI, FIRST_MBI, null],
    ['another way of writing it joins nothing', '1EG4-TE5-MK73', FIRST_MBI, null],
  ])('%s', async (_, correctedId, id, joinFrom) => {
    const [spooled] = await spool(claimRead(TWO_LINES, identity(FIRST_MBI, correctedId)));

    expect(spooled).toMatchObject({
      token: tools.tokens.token(id, CONTRACTOR),
      joinFrom: joinFrom === null ? null : tools.tokens.token(joinFrom, CONTRACTOR),
    });
  });

  it('lists payers that say Medicare and are on no list, with counts', async () => {
    const unknown = { payerId: '99999', payerName: 'SOME SUPPLEMENT' };
    await spool(
      claimRead(TWO_LINES),
      claimRead(claimFacts({ ...unknown, lines: [{}, {}] })),
      claimRead(claimFacts({ ...unknown, icn: 'B' })),
      claimRead(claimFacts({ ...unknown, icn: 'C', filingIndicator: 'CI' })),
    );

    expect([...summary.payersToConfirm.values()]).toEqual([
      { payerId: '99999', name: 'SOME SUPPLEMENT', claims: 2, lines: 3 },
    ]);
  });

  it('quarantines a claim of more than 5,000 lines, and takes one of 5,000', async () => {
    const lines = Array.from({ length: 5_001 }, () => ({ charge: '1.00' }));
    const spooled = await spool(
      claimRead(claimFacts({ icn: 'A', lines })),
      claimRead(claimFacts({ icn: 'B', lines: lines.slice(1) })),
    );

    expect(spooled.map((each) => each.version.icn)).toEqual(['B']);
    expect(summary.fates.quarantined).toEqual({ claims: 1, lines: 5_001, chargeCents: 500_100 });
    expect([...tools.quarantine.entries.values()][0]).toMatchObject({ reason: 'CLAIM_TOO_LARGE' });
  });
});

describe('spoolClaims: what is no claim of the ledger', () => {
  const setAside = { reason: 'STATUS_25', lines: 3, chargeCents: toCents(900), position: POSITION };

  it.each(['out_of_scope', 'test_refused'] as const)('counts it under %s', async (kind) => {
    const spooled = await spool({ kind, ...setAside });

    expect(spooled).toEqual([]);
    expect(summary.fates[kind]).toEqual({ claims: 1, lines: 3, chargeCents: 900 });
    expect(summary.read).toEqual({ claims: 1, lines: 3, chargeCents: 900 });
  });

  it('counts provider adjustments apart', async () => {
    const adjustment = { kind: 'provider_adjustment', reason: 'WO', position: POSITION } as const;
    await spool({ ...adjustment, cents: toCents(500) }, { ...adjustment, cents: toCents(-200) });

    expect(summary.providerAdjustments).toEqual({ count: 2, cents: 300 });
    expect(summary.read.claims).toBe(0);
  });

  it('keeps warnings, counted by reason', async () => {
    const warning = {
      kind: 'warning',
      reason: 'UNBALANCED',
      message: 'text',
      position: POSITION,
    } as const;
    await spool(...Array.from({ length: 60 }, () => warning));

    expect(summary.messages).toHaveLength(50);
    expect(summary.messages[0]).toMatchObject({ severity: 'warning', reason: 'UNBALANCED' });
    expect(summary.messageCounts).toEqual(new Map([['warning:UNBALANCED', 60]]));
  });
});

describe('spoolClaims: quarantine', () => {
  const token = () => tools.tokens.token(FIRST_MBI, CONTRACTOR);

  it.each([
    ['number, claim and day known', {}, { claimKey: `${CONTRACTOR}|Q`, year: null }],
    [
      'with a day of service',
      { serviceDate: day('2025-12-30') },
      { claimKey: `${CONTRACTOR}|Q`, year: 2025 },
    ],
    ['without a control number', { icn: null }, { claimKey: null, year: null }],
  ])('marks the beneficiary: %s', async (_, given, mark) => {
    await spool(quarantined(given));

    expect([...marks]).toMatchObject([[token(), [mark]]]);
  });

  it.each([
    ['no number of the person', { identity: null }],
    ['no payer', { payerId: null }],
  ])('marks nobody with %s', async (_, given) => {
    await spool(quarantined(given));

    expect(marks.size).toBe(0);
    expect(tools.quarantine.entries.size).toBe(1);
  });

  it('counts it, keeps its text in quarantine only, and says where and why', async () => {
    await spool(quarantined({ lines: 2, chargeCents: toCents(700) }));

    expect(summary.fates.quarantined).toEqual({ claims: 1, lines: 2, chargeCents: 700 });
    expect(summary.messages).toMatchObject([
      { severity: 'quarantined', reason: 'MONEY_NOT_A_NUMBER', position: POSITION },
    ]);
    expect([...tools.quarantine.entries.values()]).toMatchObject([
      { kind: 'claim', field: 'SVC03', rawText: 'CLP*made up', position: POSITION },
    ]);
  });

  it('is one entry for the same text, two for two texts', async () => {
    await spool(quarantined(), quarantined(), quarantined({ rawText: 'CLP*another' }));

    expect(tools.quarantine.entries.size).toBe(2);
  });
});

describe('spoolClaims: refused files', () => {
  const refused = {
    kind: 'file_refused',
    reason: 'NOT_X12',
    message: 'text',
    position: POSITION,
  } as const;

  it.each([
    ['nothing could be read', [refused], 1],
    ['a claim stood before the place', [claimRead(TWO_LINES), refused], 0],
    ['a quarantined claim stood before the place', [quarantined(), refused], 0],
    ['nothing was refused', [claimRead(TWO_LINES)], 0],
  ])('%s', async (_, events, unreadableFiles) => {
    await spool(...events);

    expect(summary).toMatchObject({ files: 1, unreadableFiles });
  });

  it('go to quarantine as files, without text', async () => {
    await spool(refused);

    expect([...tools.quarantine.entries.values()]).toMatchObject([
      { kind: 'file', reason: 'NOT_X12', rawText: null, lines: 0 },
    ]);
  });
});
