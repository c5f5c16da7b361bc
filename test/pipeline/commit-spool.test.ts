// Spooled claims into the ledger, and what became of each (law 5): lines read = current +
// superseded + duplicate + out of scope + test-refused + quarantined, by count and by cents.

import { beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toCents } from '../../lib/domain/money.js';
import type { IntakeEvent } from '../../lib/intake/intake-claim.js';
import { commitSpool } from '../../lib/pipeline/commit-spool.js';
import { spoolClaims, type MarksByToken } from '../../lib/pipeline/ingest-claims.js';
import {
  isBalanced,
  newIngestSummary,
  type IngestSummary,
} from '../../lib/pipeline/ingest-summary.js';
import { shardOf } from '../../lib/ports/ledger-store.js';
import { readBeneficiary } from '../../lib/pipeline/read-beneficiary.js';
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
import { CORRECTION, ingest, logInto, ORIGINAL, REVERSAL } from './ingest-events.js';

const reference = await testReference();

let tools: TestTools;
beforeEach(() => {
  tools = testTools(reference);
});

/** `current 1/2 300`: claims, lines and cents of each fate that is not empty. */
function fates(summary: IngestSummary): readonly string[] {
  return Object.entries(summary.fates)
    .filter(([, count]) => count.claims > 0)
    .map(([fate, { claims, lines, chargeCents }]) => `${fate} ${claims}/${lines} ${chargeCents}`);
}

const ASIDE = { reason: 'x', lines: 1, chargeCents: toCents(800), position: POSITION };
const OUT_OF_SCOPE: IntakeEvent = { kind: 'out_of_scope', ...ASIDE };
const TEST_REFUSED: IntakeEvent = { kind: 'test_refused', ...ASIDE };

describe('the fate of every line', () => {
  it.each([
    ['a claim', [claimRead(ORIGINAL)], ['current 1/2 300']],
    [
      'the same twice',
      [claimRead(ORIGINAL), claimRead(ORIGINAL)],
      ['current 1/2 300', 'duplicate 1/2 300'],
    ],
    ['a claim and its reversal', [claimRead(ORIGINAL), claimRead(REVERSAL)], ['superseded 2/4 0']],
    [
      'a correction',
      [claimRead(ORIGINAL), claimRead(CORRECTION)],
      ['current 1/1 400', 'superseded 1/2 300'],
    ],
    [
      'original, reversal, correction, in the other order',
      [claimRead(CORRECTION), claimRead(REVERSAL), claimRead(ORIGINAL)],
      ['current 1/1 400', 'superseded 2/4 0'],
    ],
    ['an orphan reversal', [claimRead(REVERSAL)], ['superseded 1/2 -300']],
    [
      'a claim without lines',
      [
        claimRead({
          ...CORRECTION,
          replacesIcn: null,
          lines: [],
          statementFrom: CORRECTION.paidDate,
        }),
      ],
      ['current 1/0 0'],
    ],
    [
      'all kinds',
      [
        OUT_OF_SCOPE,
        claimRead(ORIGINAL),
        TEST_REFUSED,
        quarantined({ chargeCents: toCents(1_600) }),
      ],
      ['current 1/2 300', 'out_of_scope 1/1 800', 'test_refused 1/1 800', 'quarantined 1/1 1600'],
    ],
    ['nothing', [], []],
  ])('%s', async (_, events, expected) => {
    const summary = await ingest(tools, events);

    expect(fates(summary)).toEqual(expected);
    expect(isBalanced(summary)).toBe(true);
  });

  it('is told by a later file too: what is known is a duplicate', async () => {
    await ingest(tools, [claimRead(ORIGINAL), claimRead(CORRECTION)]);
    const again = await ingest(tools, [
      claimRead(ORIGINAL),
      claimRead(REVERSAL),
      claimRead(CORRECTION),
    ]);

    expect(fates(again)).toEqual(['superseded 1/2 -300', 'duplicate 2/3 700']);
  });

  it('is one and only one, whatever comes', async () => {
    const events = fc.array(
      fc.constantFrom<IntakeEvent>(
        claimRead(ORIGINAL),
        claimRead(REVERSAL),
        claimRead(CORRECTION),
        claimRead(ORIGINAL, identity(SECOND_MBI)),
        claimRead(CORRECTION, identity(FIRST_MBI, SECOND_MBI)),
        claimRead(claimFacts({ icn: 'C', lines: [], statementFrom: CORRECTION.paidDate })),
        OUT_OF_SCOPE,
        TEST_REFUSED,
        quarantined(),
      ),
      { maxLength: 8 },
    );

    await fc.assert(
      fc.asyncProperty(events, fc.integer({ min: 1, max: 3 }), async (given, partCount) => {
        tools = testTools(reference);

        expect(isBalanced(await ingest(tools, given, { partCount }))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('commitSpool', () => {
  it('writes the log of new versions before the ledger, with their tokens', async () => {
    const seen: string[] = [];
    await ingest(tools, [claimRead(ORIGINAL)]);
    await ingest(tools, [claimRead(ORIGINAL), claimRead(CORRECTION)], {
      writeLog: (versions) => {
        seen.push(
          ...versions.map(({ version }) => `${version.icn} after ${tools.ledger.commits.length}`),
        );
        return Promise.resolve();
      },
    });

    expect(seen).toEqual(['B after 1']);
    expect(tools.ledger.commits).toHaveLength(2);
  });

  it('commits nothing when the log cannot be written', async () => {
    const failing = ingest(tools, [claimRead(ORIGINAL)], {
      writeLog: () => Promise.reject(new Error('disk')),
    });

    await expect(failing).rejects.toThrow('disk');
    expect(tools.ledger.contents().size).toBe(0);
  });

  it('writes a document once a part, however many claims it holds', async () => {
    const claims = Array.from({ length: 20 }, (_, at) => claimRead(claimFacts({ icn: `C${at}` })));
    await ingest(tools, claims);

    expect([...tools.ledger.contents().values()].map((each) => each.version)).toEqual([1, 1]);
  });

  it('tells what it judged, and which shards are whole', async () => {
    const summary = newIngestSummary();
    const marks: MarksByToken = new Map();
    const spool = fakeClaimSpool();
    const events = [FIRST_MBI, SECOND_MBI].map((id) => claimRead(ORIGINAL, identity(id)));
    await spoolClaims(tools, eventsOf(events), { spool, marks, summary });
    const shards: number[] = [];
    const whole: number[] = [];
    await commitSpool(
      tools,
      { spool, marks, summary },
      {
        log: logInto(undefined),
        onJudged: ({ change }) => void shards.push(shardOf(change.token)),
        onCommitted: async (wholeShards) => void whole.push(...wholeShards),
      },
    );

    expect(shards).toHaveLength(2);
    expect(whole).toEqual(shards.slice(0, 1));
  });

  it('joins the two numbers of a corrected identity', async () => {
    await ingest(tools, [claimRead(ORIGINAL)]);
    await ingest(tools, [claimRead(claimFacts({ icn: 'C' }), identity(FIRST_MBI, SECOND_MBI))], {
      partCount: 2,
    });
    const former = tools.tokens.token(FIRST_MBI, CONTRACTOR);
    const ledger = await readBeneficiary(tools, former);

    expect(ledger).toMatchObject({
      token: tools.tokens.token(SECOND_MBI, CONTRACTOR),
      joins: [{ from: former, source: 'NM1*74' }, { from: former }],
    });
    expect(ledger?.headers).toHaveLength(2);
  });

  it('joins them also when claims of both come in one file', async () => {
    await ingest(tools, [
      claimRead(ORIGINAL),
      claimRead(claimFacts({ icn: 'C' }), identity(FIRST_MBI, SECOND_MBI)),
      claimRead(claimFacts({ icn: 'D' }), identity(SECOND_MBI)),
    ]);
    const ledger = await readBeneficiary(tools, tools.tokens.token(FIRST_MBI, CONTRACTOR));

    expect(ledger?.headers.map((header) => header.icn).toSorted()).toEqual(['A', 'C', 'D']);
    expect(ledger?.years[0]?.groups[0]?.accumulatedCents).toBe(40_000);
  });

  it('marks the beneficiary of a quarantined claim, with and without other claims', async () => {
    const other = quarantined({ identity: identity(SECOND_MBI), rawText: 'CLP*other' });
    await ingest(tools, [claimRead(ORIGINAL), quarantined(), other]);
    const counts = await Promise.all(
      [FIRST_MBI, SECOND_MBI].map((id) =>
        readBeneficiary(tools, tools.tokens.token(id, CONTRACTOR)),
      ),
    );

    expect(counts.map((ledger) => ledger?.quarantinedClaims)).toEqual([1, 1]);
  });

  it('keeps the mark of a reversal until the reversal came, though its claim is there', async () => {
    const reversal = { ...quarantined({ icn: 'A' }), isReversal: true as const };
    const token = tools.tokens.token(FIRST_MBI, CONTRACTOR);
    const open = async (): Promise<number | undefined> =>
      (await readBeneficiary(tools, token))?.quarantinedClaims;
    await ingest(tools, [claimRead(ORIGINAL), reversal]);
    const before = await open();
    await ingest(tools, [claimRead(REVERSAL)]);

    expect([before, await open()]).toEqual([1, 0]);
    expect(tools.quarantine.entries.size).toBe(0);
  });

  it('takes a claim out of quarantine once a good version of it came', async () => {
    await ingest(tools, [
      quarantined({ icn: 'A' }),
      quarantined({ icn: 'Z', rawText: 'CLP*other' }),
    ]);

    expect(tools.quarantine.entries.size).toBe(2);

    await ingest(tools, [claimRead(ORIGINAL)]);

    expect([...tools.quarantine.entries.values()].map((entry) => entry.rawText)).toEqual([
      'CLP*other',
    ]);
  });
});
