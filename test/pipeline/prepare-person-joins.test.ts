// Joins of tokens (an MBI changed): one person while they hold, two again when they are undone.

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { IdentityJoin } from '../../lib/domain/ledger-document.js';
import { commitPerson } from '../../lib/pipeline/commit-person.js';
import { emptyChange, JOIN_FROM_REMITTANCE } from '../../lib/pipeline/person-change.js';
import { readBeneficiary } from '../../lib/pipeline/read-beneficiary.js';
import { refoldLedger } from '../../lib/pipeline/refold-ledger.js';
import { claim, reversalOf } from '../support/claim-builder.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';

const reference = await testReference();
const FORMER = 'k1_former';
const CURRENT = 'k1_current';
const NEWEST = 'k1_newest';

const OF_FORMER = claim({ icn: 'A', lines: [{ allowed: '2000.00' }] });
const OF_CURRENT = claim({ icn: 'B', received: '2026-04-01', lines: [{ allowed: '600.00' }] });

function join(from: string, to: string, given: Partial<IdentityJoin> = {}): IdentityJoin {
  const facts = { joinKey: `${from}>${to}`, from, to, source: JOIN_FROM_REMITTANCE };
  return { ...facts, isUndone: false, ...given };
}

const JOIN = join(FORMER, CURRENT);
const UNDONE = join(FORMER, CURRENT, { isUndone: true, source: 'a person' });

let tools: TestTools;
beforeEach(async () => {
  tools = testTools(reference);
  await commitPerson(tools, emptyChange(FORMER, { versions: [OF_FORMER] }));
  await commitPerson(tools, emptyChange(CURRENT, { versions: [OF_CURRENT] }));
});

async function commitJoin(...joins: readonly IdentityJoin[]): Promise<void> {
  for (const each of joins) await commitPerson(tools, emptyChange(each.to, { joins: [each] }));
}

/** What is stored: total of PT and SLP, and standing crossings, by token. */
async function stored(): Promise<Readonly<Record<string, string>>> {
  const keys = [FORMER, CURRENT, NEWEST].map(
    (token) => ({ kind: 'year', tenantId: tools.tenantId, token, year: 2026 }) as const,
  );
  const documents = await tools.ledger.load(keys);
  return Object.fromEntries(
    documents.flatMap((document) =>
      document?.kind === 'year'
        ? [
            [
              document.token,
              `${document.totals.PT_SLP} ${document.standing.map((each) => each.threshold).join()}`,
            ],
          ]
        : [],
    ),
  );
}

async function accumulated(token: string): Promise<number | undefined> {
  const ledger = await readBeneficiary(tools, token);
  return ledger?.years[0]?.groups[0]?.accumulatedCents;
}

const APART = { [FORMER]: '200000 ', [CURRENT]: '60000 ' };
const TOGETHER = { [FORMER]: '0 ', [CURRENT]: '260000 kx' };

describe('a join', () => {
  it('puts the claims of both under the current token', async () => {
    expect(await stored()).toEqual(APART);

    await commitJoin(JOIN);

    expect(await stored()).toEqual(TOGETHER);
    expect(await readBeneficiary(tools, FORMER)).toMatchObject({
      token: CURRENT,
      tokens: [CURRENT, FORMER],
    });
  });

  it('adds nothing the second time', async () => {
    await commitJoin(JOIN);
    const before = tools.ledger.contents();

    await commitJoin(JOIN);

    expect(tools.ledger.contents()).toEqual(before);
  });

  it.each([
    ['the former', FORMER],
    ['the current', CURRENT],
  ])('takes later claims of %s token', async (_, token) => {
    await commitJoin(JOIN);
    const versions = [claim({ icn: 'C', received: '2026-05-01', lines: [{ allowed: '50.00' }] })];
    await commitPerson(tools, emptyChange(token, { versions }));

    expect(await accumulated(token)).toBe(265_000);
    expect((await stored())[CURRENT]).toBe('265000 kx');
  });

  it('lets a reversal under the current token take back a claim of the former', async () => {
    await commitJoin(JOIN);
    await commitPerson(
      tools,
      emptyChange(CURRENT, { versions: [reversalOf(OF_FORMER, '2026-05-01')] }),
    );

    expect(await accumulated(CURRENT)).toBe(60_000);
  });

  it('knows a duplicate that came under the other token', async () => {
    await commitJoin(JOIN);
    const done = await commitPerson(tools, emptyChange(CURRENT, { versions: [OF_FORMER] }));

    expect(done.duplicates).toHaveLength(1);
    expect(await accumulated(CURRENT)).toBe(260_000);
  });

  it('counts a claim once that came under both before', async () => {
    await commitPerson(tools, emptyChange(CURRENT, { versions: [OF_FORMER] }));
    await commitJoin(JOIN);

    expect(await stored()).toEqual(TOGETHER);
  });

  it('has one token to stand under also when each is said to follow the other', async () => {
    await commitJoin(JOIN, join(CURRENT, FORMER));

    expect(await stored()).toEqual(TOGETHER);
  });

  it('reaches over several numbers', async () => {
    await commitJoin(JOIN, join(CURRENT, NEWEST));

    expect(await stored()).toEqual({ [FORMER]: '0 ', [CURRENT]: '0 ', [NEWEST]: '260000 kx' });
    expect((await readBeneficiary(tools, FORMER))?.token).toBe(NEWEST);
  });

  it('reaches over several numbers in the other order of arrival', async () => {
    await commitJoin(join(CURRENT, NEWEST), JOIN);

    expect(await stored()).toEqual({ [FORMER]: '0 ', [CURRENT]: '0 ', [NEWEST]: '260000 kx' });
  });

  it('tells what stands now where, once', async () => {
    await commitJoin(JOIN);
    const ledger = await readBeneficiary(tools, CURRENT);

    expect(ledger?.events.map((event) => event.type)).toEqual(['kx.crossed']);
  });
});

describe('a join that is undone', () => {
  it('leaves two persons as if it had never been', async () => {
    await commitJoin(JOIN, UNDONE);

    expect(await stored()).toEqual(APART);
  });

  it('is read as two persons', async () => {
    await commitJoin(JOIN, UNDONE);

    expect(await accumulated(FORMER)).toBe(200_000);
    expect(await accumulated(CURRENT)).toBe(60_000);
  });

  it('is read as two persons also when a remittance names the two numbers again', async () => {
    await commitJoin(JOIN, UNDONE, JOIN);

    expect(await accumulated(FORMER)).toBe(200_000);
    expect(await accumulated(CURRENT)).toBe(60_000);
  });

  it('stays undone when a remittance names the two numbers again', async () => {
    await commitJoin(JOIN, UNDONE, JOIN);

    expect(await stored()).toEqual(APART);
  });

  it('stays undone when such a remittance brings a claim', async () => {
    await commitJoin(JOIN, UNDONE);
    const versions = [claim({ icn: 'C', received: '2026-05-01', lines: [{ allowed: '50.00' }] })];
    await commitPerson(tools, emptyChange(CURRENT, { versions, joins: [JOIN] }));

    expect(await stored()).toEqual({ [FORMER]: '200000 ', [CURRENT]: '65000 ' });
  });

  it('holds again when a person says so', async () => {
    await commitJoin(JOIN, UNDONE, join(FORMER, CURRENT, { source: 'a person' }));

    expect(await stored()).toEqual(TOGETHER);
  });

  it('clears the crossing that stood on both together', async () => {
    await commitJoin(JOIN, UNDONE);
    const ledger = await readBeneficiary(tools, CURRENT);

    expect(ledger?.events.map((event) => event.type)).toEqual(['kx.crossed', 'kx.cleared']);
  });

  it('leaves nothing for a refold to put right', async () => {
    await commitJoin(JOIN, UNDONE);

    expect(await refoldLedger(tools, 'all')).toMatchObject({ restated: 0 });
  });
});
