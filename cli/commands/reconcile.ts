// `kxray reconcile`: proves that log, ledger and lake agree; drift is exit code 1.

import type { Command } from 'commander';
import { judgedShard } from '../../lib/pipeline/judged-shard.js';
import { ledgerYearFacts } from '../../lib/pipeline/lake/ledger-year-facts.js';
import { reconcile, type ReconcileResult } from '../../lib/pipeline/reconcile.js';
import { addCommand, type CommonOptions } from '../command.js';
import { withLake, type OpenLake } from '../lake.js';
import { TENANT_ID, type Session } from '../session.js';
import { withStoredSession } from '../stored-session.js';
import { plural, printJson, printLine } from '../terminal.js';

export function registerReconcile(program: Command): void {
  addCommand(program, 'reconcile', 'prove that log, ledger and lake agree').action(
    async (options: CommonOptions) => {
      const result = await withStoredSession(options, (session) =>
        withLake(session, (lake) => reconcileLake(session, lake)),
      );
      if (options.json === true) printJson(result);
      else printLine(reconcileText(result));
      if (!result.isAgreed) process.exitCode = 1;
    },
  );
}

export async function reconcileLake(session: Session, lake: OpenLake): Promise<ReconcileResult> {
  const { tools } = session;
  return reconcile({
    engine: lake.queries.engine,
    query: lake.queries.query,
    manifest: lake.manifest,
    shards: await tools.ledger.listShards(TENANT_ID),
    async *readFacts(year, shard) {
      for await (const folded of judgedShard(tools, year, shard)) {
        yield ledgerYearFacts(folded, tools.context);
      }
    },
  });
}

function reconcileText(result: ReconcileResult): string {
  const { apart } = result;
  const compared =
    `Compared ${plural(result.versions, 'claim version')}, ${plural(result.persons, 'beneficiary year')} ` +
    `and ${plural(result.lines, 'running total')} of snapshot ${result.snapshotId}.`;
  const kept =
    `In no sum, and listed: ${plural(apart.orphan_reversal, 'orphan reversal')}, ` +
    `${plural(apart.superseded, 'superseded version')}, ` +
    `${plural(apart.inexact_reversal, 'inexact reversal')}.`;
  if (result.isAgreed) {
    return [compared, kept, 'Log, ledger and lake agree to the cent.'].join('\n');
  }
  const kinds = Object.entries(result.byKind).map(([kind, times]) => `  ${kind}: ${times}`);
  return [compared, kept, `DRIFT: ${plural(result.differences, 'difference')}`, ...kinds].join(
    '\n',
  );
}
