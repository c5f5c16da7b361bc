// What no document can hold goes to quarantine with its reason, and the ingest goes on.

import { beforeEach, describe, expect, it } from '@jest/globals';
import { isBalanced } from '../../lib/pipeline/ingest-summary.js';
import { readBeneficiary } from '../../lib/pipeline/read-beneficiary.js';
import { claimFacts, CONTRACTOR } from '../support/claim-builder.js';
import { claimRead, FIRST_MBI, identity, SECOND_MBI } from '../support/intake-events.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';
import { ingest, ORIGINAL } from './ingest-events.js';

const reference = await testReference();

let tools: TestTools;
beforeEach(() => {
  tools = testTools(reference);
});

describe('a year of one beneficiary beyond what a document holds', () => {
  it('goes to quarantine with its reason, and the others go on', async () => {
    const [line] = claimFacts({}).lines;
    if (line === undefined) throw new Error('a claim without a line');
    const lines = Array.from({ length: 4_100 }, (_, at) => ({ ...line, line: at + 1 }));
    const huge = ['A', 'B', 'C', 'D', 'E'].map((icn) =>
      claimRead({ ...claimFacts({ icn }), lines }, identity(FIRST_MBI)),
    );
    const other = claimRead(claimFacts({ icn: 'F' }), identity(SECOND_MBI));

    const summary = await ingest(tools, [...huge, other]);

    expect(summary.fates.quarantined).toMatchObject({ claims: 5, lines: 20_500 });
    expect(summary.fates.current.claims).toBe(1);
    expect(isBalanced(summary)).toBe(true);
    expect(summary.messages.map((message) => message.reason)).toEqual(
      Array.from({ length: 5 }, () => 'DOCUMENT_FULL'),
    );
  });
});

describe('a document that the store takes for too large', () => {
  /** The tools over a store that refuses a second claim of the token. */
  function refusing(token: string, why: string): TestTools {
    const { ledger } = tools;
    return {
      ...tools,
      ledger: {
        ...ledger,
        commit(changes) {
          const isRefused = changes.some(
            ({ document }) =>
              document.token === token && document.kind === 'chain' && document.headers.length > 1,
          );
          if (isRefused) throw Object.assign(new Error(why), { name: why });
          return ledger.commit(changes);
        },
      },
    };
  }

  it('quarantines the new claims, marks their beneficiary, and goes on', async () => {
    const token = tools.tokens.token(FIRST_MBI, CONTRACTOR);
    await ingest(tools, [claimRead(ORIGINAL)]);
    tools = refusing(token, 'DocumentTooLargeError');
    const others = [claimFacts({ icn: 'C' }), claimFacts({ icn: 'D' })].map((facts) =>
      claimRead(facts, identity(FIRST_MBI)),
    );
    const summary = await ingest(tools, [
      claimRead(ORIGINAL),
      ...others,
      claimRead(claimFacts({ icn: 'E' }), identity(SECOND_MBI)),
    ]);
    const ledger = await readBeneficiary(tools, token);

    expect(summary.fates.quarantined.claims).toBe(2);
    expect(summary.fates.duplicate.claims).toBe(1);
    expect(summary.fates.current.claims).toBe(1);
    expect(isBalanced(summary)).toBe(true);
    expect([...tools.quarantine.entries.values()].map(({ reason }) => reason)).toEqual([
      'DOCUMENT_FULL',
      'DOCUMENT_FULL',
    ]);
    expect(ledger?.headers.map(({ icn }) => icn)).toEqual(['A']);
    expect(ledger?.quarantinedClaims).toBe(2);
  });

  it('does not hide another fault', async () => {
    tools = refusing(tools.tokens.token(FIRST_MBI, CONTRACTOR), 'StoreWriteError');
    const claims = ['C', 'D'].map((icn) => claimRead(claimFacts({ icn }), identity(FIRST_MBI)));

    await expect(ingest(tools, claims)).rejects.toThrow('StoreWriteError');
  });
});
