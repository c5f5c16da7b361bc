// Publishes the month's state as a snapshot of its own and names it, in one walk over the ledger:
// each person's year is folded once for the rows, the tally and the movement, and a second time
// only where something was paid within the month. The pointer that readers follow does not move.

import type { IsoDay } from '../../domain/day.js';
import { foldYear } from '../../domain/fold-year.js';
import { lookBackStart } from '../../domain/exposure.js';
import { resolveVersions } from '../../domain/resolve-versions.js';
import type { ObjectStore } from '../../ports/object-store.js';
import { judgedShard, type JudgedYear } from '../judged-shard.js';
import { pointerKey } from '../lake/lake-keys.js';
import type { OpenLakeTable } from '../lake/lake-table-writer.js';
import type { LakeVersions, Manifest } from '../lake/manifest.js';
import { openPublisher } from '../lake/publish-snapshot.js';
import { nameSnapshot } from '../lake/snapshot-pointer.js';
import type { LedgerTools } from '../ledger-tools.js';
import { isAllBy, ledgerAsOf, personAsOf } from './ledger-as-of.js';
import { tallyMonth, type MonthFigures } from './month-tally.js';
import { createMovement, type Movement } from './movement.js';
import { NO_DECISIONS, type MonthDecisions } from './month-decisions.js';
import { monthBefore, type ReportMonth } from './report-month.js';
import {
  standingItems,
  type IsSettled,
  type LookBack,
  type YearOfPerson,
} from './standing-items.js';

export interface SnapshotPorts {
  readonly tools: LedgerTools;
  readonly objects: ObjectStore;
  readonly openTable: OpenLakeTable;
  readonly versions: LakeVersions;
}

export interface MonthSnapshot {
  readonly manifest: Manifest;
  readonly figures: MonthFigures;
  readonly movement: Movement;
}

/** Within the publisher's turn: what it wrote is nobody's until it has its name. */
export async function publishMonth(
  ports: SnapshotPorts,
  month: ReportMonth,
  also: {
    readonly name: string;
    readonly onYear?: (year: YearOfPerson) => void;
    readonly decisions?: MonthDecisions;
  },
): Promise<MonthSnapshot> {
  const { tools, objects, openTable, versions } = ports;
  const asOf: LedgerTools = { ...tools, ledger: ledgerAsOf(tools.ledger, month.to) };
  const decisions = also.decisions ?? NO_DECISIONS;
  const tally = tallyMonth(month, decisions);
  const movement = createMovement();
  const publisher = openPublisher({
    tenantId: tools.tenantId,
    objects: withOwnPointer(objects, tools.tenantId),
    openTable,
    versions,
    reference: tools.context.reference,
    listShards: () => tools.ledger.listShards(tools.tenantId),
    async *readRows(year, shard) {
      for await (const judged of judgedShard(asOf, year, shard)) {
        tally.add(judged);
        also.onYear?.(judged);
        addMovement(movement, judged, { tools, month, decisions });
        yield judged;
      }
    },
  });
  const manifest = await publisher.publish();
  await nameSnapshot({ tenantId: tools.tenantId, objects }, also.name, manifest.snapshotId);
  return { manifest, figures: tally.result(), movement };
}

function addMovement(
  movement: Movement,
  judged: JudgedYear,
  known: {
    readonly tools: LedgerTools;
    readonly month: ReportMonth;
    readonly decisions: MonthDecisions;
  },
): void {
  const before = monthBefore(known.month);
  const settledBy =
    (day: IsoDay): IsSettled =>
    (line, { resolution }) =>
      known.decisions.ofLine(line, resolution, day)?.isSettled ?? false;
  const opening = openingOf(judged, { ...known, day: before.to });
  const oldWindow: LookBack = { from: lookBackStart(before.to), to: before.to };
  const window: LookBack = { from: lookBackStart(known.month.to), to: known.month.to };
  movement.add({
    opening: standingItems(opening, oldWindow, settledBy(before.to)),
    closing: standingItems(judged, window, settledBy(known.month.to)),
    closingUnresolved: standingItems(judged, { from: oldWindow.from, to: window.to }),
  });
}

/** Last month's state of the year, of what is known now. */
function openingOf(
  judged: JudgedYear,
  { tools, day }: { readonly tools: LedgerTools; readonly day: ReportMonth['to'] },
): YearOfPerson {
  if (isAllBy(judged.person, day)) return judged;
  const person = personAsOf(judged.person, day);
  const resolution = resolveVersions(person.headers, tools.context.settings);
  const view = foldYear(judged.view.year, person, tools.context, resolution);
  return { token: judged.token, view, resolution };
}

/** The publisher's own pointer, so that a past month never becomes what readers see. */
function withOwnPointer(objects: ObjectStore, tenantId: string): ObjectStore {
  const key = pointerKey(tenantId);
  let pointer: Uint8Array | null = null;
  return {
    put(at, body, condition) {
      if (at !== key) return objects.put(at, body, condition);
      pointer = body;
      return Promise.resolve({ kind: 'stored', etag: 'own' });
    },
    get(at) {
      if (at !== key) return objects.get(at);
      return Promise.resolve(pointer === null ? null : { body: pointer, etag: 'own' });
    },
    list: (prefix) => objects.list(prefix),
    copy: (from, to) => objects.copy(from, to),
    remove: (at) => objects.remove(at),
  };
}
