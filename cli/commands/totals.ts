// `kxray totals`: counts and cents over current claims, and per year and group.

import type { Command } from 'commander';
import { headerOnlyOf } from '../../lib/pipeline/lake/snapshot-facts.js';
import { readTotals, type Totals } from '../../lib/pipeline/read-totals.js';
import { addCommand, type CommonOptions } from '../command.js';
import { runQuery, withLake, type OpenLake } from '../lake.js';
import { TENANT_ID, type Session } from '../session.js';
import { withStoredSession } from '../stored-session.js';
import { count, dollars, printJson, printLine, table } from '../terminal.js';

export function registerTotals(program: Command): void {
  addCommand(program, 'totals', 'counts and cents over current claims').action(
    async (options: CommonOptions) => {
      await withStoredSession(options, async (session) => {
        const totals = await withLake(session, (lake) => lakeTotals(session, lake));
        if (options.json === true) printJson(totals);
        else printLine(totalsText(totals));
      });
    },
  );
}

async function lakeTotals(session: Session, lake: OpenLake): Promise<Totals> {
  const [claims] = await runQuery(lake, 'fact_claim_counts');
  return readTotals({
    totals: await runQuery(lake, 'fact_totals'),
    claims,
    headerOnly: headerOnlyOf(lake.manifest),
    quarantine: await session.workspace.quarantine.counts(TENANT_ID),
  });
}

function totalsText(totals: Totals): string {
  const facts = [
    ['current claims', count(totals.finalClaims)],
    ['current lines', count(totals.finalLines)],
    ['  therapy lines', count(totals.therapyLines)],
    ['    with KX', count(totals.kxLines)],
    ['    denied', count(totals.deniedTherapyLines)],
    ['allowed', dollars(totals.finalAllowedCents)],
    ['paid', dollars(totals.finalPaidCents)],
    ['quarantined claims', count(totals.quarantinedClaims)],
    ['quarantined files', count(totals.quarantinedFiles)],
  ];
  const groups = totals.byYearAndGroup.map((row) => [
    String(row.year),
    row.group ?? 'no group',
    count(row.beneficiaries),
    count(row.lines),
    count(row.kxLines),
    count(row.deniedLines),
    dollars(row.allowedCents),
    dollars(row.accruedCents),
  ]);
  const header = ['year', 'group', 'beneficiaries', 'lines', 'KX', 'denied', 'allowed', 'accrued'];
  return [table(facts, [1]), '', table([header, ...groups], [2, 3, 4, 5, 6, 7])].join('\n');
}
