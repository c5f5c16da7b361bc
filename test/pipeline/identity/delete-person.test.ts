// Deleting one person's data in memory, killed at every point and taken up from its note: in the
// end nothing anywhere names the person, and everybody else is as before.

import { describe, expect, it } from '@jest/globals';
import { dropLakeRows } from '../../../lib/adapters/common/lake/drop-lake-rows.js';
import { openParquetTable } from '../../../lib/adapters/common/lake/parquet-table-writer.js';
import type { IdentityJoin, QuarantineMark } from '../../../lib/domain/ledger-document.js';
import { PARTITIONS } from '../../../lib/pipeline/alerts/alert-records.js';
import { identifyClaim } from '../../../lib/pipeline/claim-identity.js';
import { commitPerson } from '../../../lib/pipeline/commit-person.js';
import { emptyChange } from '../../../lib/pipeline/person-change.js';
import {
  crossOff,
  deletePerson,
  noteDeletion,
  notedDeletions,
  planDeletion,
  type DeleteTools,
} from '../../../lib/pipeline/identity/delete-person.js';
import { appendClaimLines } from '../../../lib/pipeline/lake/append-claim-lines.js';
import { publishSnapshot } from '../../../lib/pipeline/lake/publish-snapshot.js';
import { nameSnapshot, namedSnapshots } from '../../../lib/pipeline/lake/snapshot-pointer.js';
import { readManifest, snapshotObjects } from '../../../lib/pipeline/lake/manifest.js';
import type { CaseEntry } from '../../../lib/ports/case-store.js';
import { shardOf } from '../../../lib/ports/ledger-store.js';
import { createTokenizer } from '../../../lib/pipeline/tokenizer.js';
import { MemoryLedger, MemoryQuarantine } from '../../laws/memory-stores.js';
import { access } from '../../ports/identity-vault.suite.js';
import { quarantineEntry } from '../../ports/quarantine-store.suite.js';
import {
  fused,
  memoryAlerts,
  memoryKeeper,
  memoryTokenKey,
  memoryVault,
  type Fuse,
} from '../../support/memory-vault.js';
import { memoryObjectStore } from '../lake/memory-object-store.js';
import { person, publishInput } from '../lake/publish-support.js';
import { TENANT } from '../lake/lake-on-disk.js';
import { caseEntry } from '../../ports/case-store.suite.js';
import { fakeCaseStore } from '../../support/fake-case-store.js';
import { smallContext, smallPerson } from '../small-ledger.js';

const GONE = 'k1_gone-person';
const FORMER = 'k1_gone-former';
const STAYS = 'k1_stays';
const NUMBER = '1EG4TE5MK73';
const WHY = access('a request', { purpose: 'deletion' });

async function newWorld() {
  const ledger = new MemoryLedger();
  const tools: DeleteTools = {
    tenantId: TENANT,
    ledger,
    tokens: createTokenizer(TENANT, memoryTokenKey('1')),
    context: smallContext(),
    keeper: memoryKeeper(ledger.documents),
    quarantine: new MemoryQuarantine(),
    alerts: memoryAlerts(),
    objects: memoryObjectStore(),
    cases: fakeCaseStore(),
    rendered: null,
    vault: memoryVault(),
    dropRows: dropLakeRows,
  };
  await fill(tools);
  return { ledger, tools };
}

async function fill(tools: DeleteTools): Promise<void> {
  const { vault, quarantine, alerts, cases, objects } = tools;
  await vault.remember(TENANT, [
    { token: GONE, id: NUMBER, payerId: '' },
    { token: STAYS, id: '1EG4TE5MK74', payerId: '' },
  ]);
  const marked = quarantineEntry(TENANT, 'marked', { rawText: 'no number' });
  const named = quarantineEntry(TENANT, 'named', { rawText: `NM1*QC*1*X*Y****MI*${NUMBER}~` });
  const other = quarantineEntry(TENANT, 'other', { rawText: 'NM1*QC*1*X*Y****MI*1EG4TE5MK74~' });
  await quarantine.put([marked, named, other]);
  const mark: QuarantineMark = { quarantineKey: 'marked', claimKey: null, year: null };
  const mistake = join('mistake', GONE, STAYS, true);
  await commitPerson(tools, {
    ...emptyChange(GONE, { versions: versions('1'), joins: [join('j', FORMER, GONE, false)] }),
    quarantined: [mark],
  });
  await commitPerson(tools, emptyChange(STAYS, { versions: versions('2') }));
  await commitPerson(tools, emptyChange(STAYS, { joins: [{ ...mistake, isUndone: false }] }));
  await commitPerson(tools, emptyChange(STAYS, { joins: [mistake] }));
  await alerts.commit(TENANT, [
    { partition: PARTITIONS.cursor(GONE), key: '2026', expected: 0, value: { seenSeq: 1 } },
    { partition: PARTITIONS.events, key: '1', expected: 0, value: { token: GONE } },
    { partition: PARTITIONS.events, key: '2', expected: 0, value: { token: STAYS } },
    { partition: PARTITIONS.endpoints, key: 'hook', expected: 0, value: {} },
    { partition: PARTITIONS.pending('hook'), key: '1', expected: 0, value: `${GONE}|2026` },
  ]);
  await cases.append(TENANT, caseOf(GONE, '1'));
  await cases.append(TENANT, caseOf(STAYS, '2'));
  const logged = [GONE, STAYS].map((token) => {
    const [version] = versions(token);
    if (version === undefined) throw new Error('no version');
    const accruals = version.lines.map(() => ({ group: null, signedCents: version.paidCents }));
    return { token, shard: shardOf(token), version, accruals };
  });
  const log = { tenantId: TENANT, objects, openTable: openParquetTable };
  await appendClaimLines({ ...log, versions: logged });
  const lines = [GONE, STAYS, 'k1_other'].map((token) => person(token, 1_000));
  const { snapshotId } = await publishSnapshot(publishInput(objects, lines));
  await nameSnapshot({ tenantId: TENANT, objects }, 'report', snapshotId);
}

function versions(icn: string) {
  const claim = { icn, lines: [{ code: '97110 GP', allowed: 3_000, paid: 2_400 }] };
  return smallPerson({ claims: [claim] }).versions.map((each) => identifyClaim(TENANT, each));
}

/** Named after whom it is about, which the store itself never is. */
function caseOf(token: string, icn: string): CaseEntry {
  const [version] = versions(icn);
  if (version === undefined) throw new Error('no version');
  const subject = { kind: 'line', payerId: version.payerId, placeIcn: icn, line: 1 } as const;
  return caseEntry(`of ${token}`, 1, { subject });
}

function join(joinKey: string, from: string, to: string, isUndone: boolean): IdentityJoin {
  return { joinKey, from, to, source: 'letter', isUndone };
}

/** One life: takes up what is noted, or begins. False when it was killed. */
async function live(tools: DeleteTools, fuse: Fuse): Promise<boolean> {
  const cut: DeleteTools = {
    ...tools,
    ledger: fused(tools.ledger, fuse),
    keeper: fused(tools.keeper, fuse),
    quarantine: fused(tools.quarantine, fuse),
    alerts: fused(tools.alerts, fuse),
    cases: fused(tools.cases, fuse),
    objects: fused(tools.objects, fuse),
    vault: fused(tools.vault, fuse),
  };
  try {
    let noted = await notedDeletions(cut);
    if (noted.length === 0) {
      noted = [await noteDeletion(cut, await planDeletion(cut, GONE, [NUMBER]))];
    }
    for (const each of noted) {
      await deletePerson(cut, each, { access: WHY });
      await crossOff(cut, each);
    }
    return true;
  } catch (error) {
    if (error instanceof Error && error.message === 'killed') return false;
    throw error;
  }
}

/** Everything that readers can come to: former snapshots are the next prune's. */
async function allThatIsKept({ ledger, tools }: Awaited<ReturnType<typeof newWorld>>) {
  const { objects, quarantine, vault, cases } = tools;
  const kept: string[] = [JSON.stringify([...ledger.documents])];
  for (const { quarantineKey } of await quarantine.list(TENANT)) {
    kept.push(`${await quarantine.open(TENANT, quarantineKey)}`);
  }
  for await (const { caseId } of cases.list(TENANT)) kept.push(caseId);
  for (const partition of ['events', 'held', 'pending/hook', `cursor/${GONE}`]) {
    for await (const record of tools.alerts.list(TENANT, partition)) {
      kept.push(JSON.stringify(record));
    }
  }
  kept.push((await vault.tokens(TENANT)).join(' '), JSON.stringify(await vault.trail(TENANT)));
  kept.push((await objects.list(`tenant=${TENANT}/deletions/`)).join(' '));
  const gone = new Set([GONE, FORMER]);
  for (const snapshotId of (await namedSnapshots(tools)).values()) {
    const manifest = await readManifest({ ...tools, snapshotId });
    if (manifest === null) throw new Error('a name without a snapshot');
    const keys = snapshotObjects(manifest);
    for (const table of ['ledger_lines', 'claim_lines'] as const) {
      for (const key of keys[table]) {
        const stored = await objects.get(key);
        if (stored === null) throw new Error('a snapshot lacks an object');
        if ((await dropLakeRows(table, stored.body, gone)) !== null) kept.push(`${GONE} in ${key}`);
      }
    }
  }
  return kept.join('\n');
}

describe('the deletion of a person', () => {
  it('finds all that there is, and changes nothing before it is noted', async () => {
    const world = await newWorld();
    const before = await allThatIsKept(world);
    const plan = await planDeletion(world.tools, GONE, ['1eg4-te5-mk73']);

    expect(plan).toEqual({
      tokens: [FORMER, GONE],
      claims: 1,
      years: [2026],
      quarantineKeys: ['marked', 'named'],
      caseIds: [`of ${GONE}`],
    });
    expect(await allThatIsKept(world)).toBe(before);
    expect(before).toContain(GONE);
  });

  it('leaves nothing of the person and all of the others, killed at any point', async () => {
    let kills = 0;
    let isDone = false;
    for (let left = 0; !isDone; left += 1) {
      const world = await newWorld();
      isDone = await live(world.tools, { left });
      if (!isDone) {
        kills += 1;
        await live(world.tools, { left: Number.POSITIVE_INFINITY });
      }

      const kept = await allThatIsKept(world);
      expect(kept).not.toMatch(new RegExp(`${GONE}|${FORMER}|${NUMBER}|deletions/`));
      expect(kept.match(/k1_stays/g)?.length).toBeGreaterThan(4);
      expect(await world.tools.quarantine.list(TENANT)).toHaveLength(1);
    }
    expect(kills).toBeGreaterThan(20);
  });
});
