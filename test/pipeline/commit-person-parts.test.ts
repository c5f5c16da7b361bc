// Persons of more documents than one commit takes, and commits that must not pass each other.

import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ClaimVersion } from '../../lib/domain/claim.js';
import type { IdentityJoin } from '../../lib/domain/ledger-document.js';
import { DEFAULT_FOLD_SETTINGS } from '../../lib/domain/fold-settings.js';
import { commitPerson, PersonTooLargeError } from '../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../lib/pipeline/person-change.js';
import { readBeneficiary } from '../../lib/pipeline/read-beneficiary.js';
import { refoldLedger } from '../../lib/pipeline/refold-ledger.js';
import { claim, CONTRACTOR, reversalOf } from '../support/claim-builder.js';
import { seed } from '../support/fold-person.js';
import { testReference } from '../support/test-reference.js';
import { testTools, type TestTools } from '../support/test-tools.js';

const reference = await testReference();
const TOKEN = 'k1_a';
const OTHER = 'k1_b';

let tools: TestTools;
beforeEach(() => {
  tools = testTools(reference);
});

function claimsOf(years: number, prefix = 'A'): readonly ClaimVersion[] {
  return Array.from({ length: years }, (_, at) => {
    const dos = `${1999 + at}-05-04`;
    return claim({
      icn: `${prefix}${at}`,
      received: dos,
      paidOn: dos,
      lines: [{ dos, allowed: '70.00' }],
    });
  });
}

async function totals(token: string): Promise<readonly string[]> {
  const ledger = await readBeneficiary(tools, token);
  return (ledger?.years ?? []).map(
    ({ year, groups }) => `${year} ${groups[0]?.accumulatedCents ?? 'none'}`,
  );
}

function join(from: string, to: string): IdentityJoin {
  return { joinKey: `${from} ${to}`, from, to, source: 'a test', isUndone: false };
}

/** Every document that the store holds folds to what it shows. */
async function isSettled(): Promise<boolean> {
  return (await refoldLedger(tools, 'all')).restated === 0;
}

describe('a person of more documents than a commit takes', () => {
  it.each([24, 25, 29])('gets the claims of %d years at once', async (years) => {
    const done = await commitPerson(tools, emptyChange(TOKEN, { versions: claimsOf(years) }));

    expect(done.fresh).toHaveLength(years);
    expect(done.folded).toHaveLength(years);
    expect(done.duplicates).toEqual([]);
    expect((await totals(TOKEN)).every((total) => total.endsWith(' 7000'))).toBe(true);
    expect(await totals(TOKEN)).toHaveLength(years);
    expect(await isSettled()).toBe(true);
  });

  it('gets claims, reversals and duplicates as if they came in one piece', async () => {
    const versions = claimsOf(28);
    const reversals = versions
      .filter((_, at) => at % 2 === 0)
      .map((version) => reversalOf(version, '2027-01-05'));
    const change = emptyChange(TOKEN, { versions: [...versions, ...reversals, ...versions] });
    const done = await commitPerson(tools, change);
    const whole = [await totals(TOKEN), done.fresh.length, done.duplicates.length];
    tools = testTools(reference);
    for (const version of [...versions, ...reversals]) {
      await commitPerson(tools, emptyChange(TOKEN, { versions: [version] }));
    }

    expect(whole).toEqual([await totals(TOKEN), 42, 28]);
    expect(await isSettled()).toBe(true);
  });

  it('is joined with another', async () => {
    await commitPerson(tools, emptyChange(OTHER, { versions: claimsOf(20, 'B') }));
    const joins = [join(OTHER, TOKEN)];
    await commitPerson(tools, emptyChange(TOKEN, { versions: claimsOf(20), joins }));

    expect(await totals(TOKEN)).toHaveLength(20);
    expect((await totals(TOKEN)).every((total) => total.endsWith(' 14000'))).toBe(true);
    expect(await isSettled()).toBe(true);
  });

  it('is marked in every year', async () => {
    await commitPerson(tools, emptyChange(TOKEN, { versions: claimsOf(28) }));
    const seeds = claimsOf(20).map((_, at) =>
      seed({ amount: '10.00', year: 1999 + at, seedKey: `s${at}` }),
    );
    await commitPerson(tools, emptyChange(TOKEN, { seeds }));
    const mark = { quarantineKey: 'q', claimKey: `${CONTRACTOR}|X`, year: null };
    await commitPerson(tools, emptyChange(TOKEN, { quarantined: [mark] }));
    const ledger = await readBeneficiary(tools, TOKEN);

    expect(ledger?.years.map(({ groups }) => groups[0]?.completeness)).toEqual(
      Array.from({ length: 28 }, () => 'own_only'),
    );
    expect(await isSettled()).toBe(true);
  });

  it('is folded anew by other settings', async () => {
    await commitPerson(tools, emptyChange(TOKEN, { versions: claimsOf(29) }));
    const nearTolerance = { kind: 'fixed', cents: claim().chargeCents } as const;
    const settings = { ...DEFAULT_FOLD_SETTINGS, nearTolerance, mspAccrual: 'fee' as const };
    const seeds = [seed({ amount: '10.00', year: 2026 })];
    await commitPerson(tools, emptyChange(TOKEN, { seeds }));
    tools = {
      ...tools,
      context: { reference: { ...reference, contractors: new Map() }, settings },
    };

    expect(await refoldLedger(tools, [2026])).toMatchObject({ restated: 1 });
    expect((await totals(TOKEN)).filter((total) => !total.endsWith(' none'))).toHaveLength(1);
    expect(await isSettled()).toBe(true);
  });

  it('is refused when one claim alone needs them all', async () => {
    const lines = claimsOf(29).flatMap((version) => version.lines);
    const wide = { ...claim({ icn: 'W' }), lines };

    await expect(commitPerson(tools, emptyChange(TOKEN, { versions: [wide] }))).rejects.toThrow(
      PersonTooLargeError,
    );
    expect(tools.ledger.commits).toEqual([]);
  });
});

describe('a commit of seeds', () => {
  it('does not pass a mark that came in between', async () => {
    await commitPerson(tools, emptyChange(TOKEN, { versions: [claim({ icn: 'A' })] }));
    const mark = { quarantineKey: 'q', claimKey: `${CONTRACTOR}|X`, year: 2026 };
    tools.ledger.interruptNextCommit(() =>
      commitPerson(tools, emptyChange(TOKEN, { quarantined: [mark] })),
    );
    await commitPerson(tools, emptyChange(TOKEN, { seeds: [seed({ amount: '100.00' })] }));
    const ledger = await readBeneficiary(tools, TOKEN);

    expect(tools.ledger.commits).toEqual(['committed', 'committed', 'conflict', 'committed']);
    expect(ledger?.years[0]?.groups[0]?.completeness).toBe('own_only');
    expect(await isSettled()).toBe(true);
  });

  it('does not pass a claim of a joined token that came in between', async () => {
    await commitPerson(tools, emptyChange(OTHER, { versions: claimsOf(1, 'B') }));
    await commitPerson(tools, emptyChange(TOKEN, { joins: [join(OTHER, TOKEN)] }));
    tools.ledger.interruptNextCommit(() =>
      commitPerson(tools, emptyChange(OTHER, { versions: [claim({ icn: 'C' })] })),
    );
    await commitPerson(tools, emptyChange(TOKEN, { versions: [claim({ icn: 'D' })] }));

    expect(tools.ledger.commits.slice(2)).toEqual(['committed', 'conflict', 'committed']);
    expect(await isSettled()).toBe(true);
  });
});
