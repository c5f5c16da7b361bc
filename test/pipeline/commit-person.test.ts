// The write: retried from fresh documents when somebody else was faster, given up at some point.

import { beforeEach, describe, expect, it } from '@jest/globals';
import { commitPerson, commitPrepared } from '../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../lib/pipeline/person-change.js';
import { preparePerson } from '../../lib/pipeline/prepare-person.js';
import { readBeneficiary } from '../../lib/pipeline/read-beneficiary.js';
import { claim, reversalOf } from '../support/claim-builder.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';

const reference = await testReference();
const TOKEN = 'k1_a';
const MINE = claim({ icn: 'A', lines: [{ allowed: '2000.00' }] });
const THEIRS = claim({ icn: 'B', received: '2026-04-01', lines: [{ allowed: '600.00' }] });

let tools: TestTools;
beforeEach(() => {
  tools = testTools(reference);
});

async function totals(): Promise<readonly (number | undefined)[]> {
  const ledger = await readBeneficiary(tools, TOKEN);
  return (ledger?.years ?? []).map((year) => year.groups[0]?.accumulatedCents);
}

describe('commitPerson', () => {
  it('keeps the claims of both writers', async () => {
    tools.ledger.interruptNextCommit(() =>
      commitPerson(tools, emptyChange(TOKEN, { versions: [THEIRS] })),
    );
    await commitPerson(tools, emptyChange(TOKEN, { versions: [MINE] }));

    expect(tools.ledger.commits).toEqual(['committed', 'conflict', 'committed']);
    expect(await totals()).toEqual([260_000]);
    expect(
      (await readBeneficiary(tools, TOKEN))?.events.map(({ eventSeq, type }) => [eventSeq, type]),
    ).toEqual([[1, 'kx.crossed']]);
  });

  it('says what it wrote in the end: what another wrote first is a duplicate', async () => {
    tools.ledger.interruptNextCommit(() =>
      commitPerson(tools, emptyChange(TOKEN, { versions: [MINE] })),
    );
    const done = await commitPerson(tools, emptyChange(TOKEN, { versions: [MINE, THEIRS] }));

    expect(done.fresh.map((version) => version.icn)).toEqual(['B']);
    expect(done.duplicates.map((version) => version.icn)).toEqual(['A']);
  });

  it('writes nothing when another wrote all of it', async () => {
    tools.ledger.interruptNextCommit(() =>
      commitPerson(tools, emptyChange(TOKEN, { versions: [MINE] })),
    );
    const done = await commitPerson(tools, emptyChange(TOKEN, { versions: [MINE] }));

    expect(done.changes).toEqual([]);
    expect(tools.ledger.commits).toEqual(['committed', 'conflict']);
  });

  it('sees a reversal that came between', async () => {
    await commitPerson(tools, emptyChange(TOKEN, { versions: [MINE] }));
    tools.ledger.interruptNextCommit(() =>
      commitPerson(tools, emptyChange(TOKEN, { versions: [reversalOf(MINE, '2026-05-01')] })),
    );
    await commitPerson(tools, emptyChange(TOKEN, { versions: [THEIRS] }));

    expect(await totals()).toEqual([60_000]);
  });

  it('gives up on a document that never stands still', async () => {
    const restless = {
      ...tools.ledger,
      commit: () => Promise.resolve({ kind: 'conflict' } as const),
    };

    await expect(
      commitPerson({ ...tools, ledger: restless }, emptyChange(TOKEN, { versions: [MINE] })),
    ).rejects.toThrow('kept changing');
  });

  it('writes up to 25 documents at once, and refuses more in plain words', async () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ dos: `${2000 + at}-03-02` }));

    await commitPerson(tools, emptyChange(TOKEN, { versions: [claim({ lines: lines(24) })] }));

    expect(tools.ledger.contents().size).toBe(25);
    await expect(
      commitPerson(tools, emptyChange('k1_b', { versions: [claim({ lines: lines(25) })] })),
    ).rejects.toThrow('more documents than one commit can hold');
  });
});

describe('commitPrepared', () => {
  it('does not touch the store when there is nothing to write', async () => {
    const prepared = await preparePerson(tools, emptyChange(TOKEN, {}));

    expect(await commitPrepared(tools, prepared)).toBe(prepared);
    expect(tools.ledger.commits).toEqual([]);
  });
});
