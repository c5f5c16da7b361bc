// The part of a report that the claims do not tell, collected beside the walk over them: readiness
// of the record, a simulated request, and the clocks and topics of the reference data.

import { CHECKLIST_ITEMS } from '../../domain/documentation/checklist-items.js';
import type { DocumentRecord } from '../../domain/documentation/document-record.js';
import { lookBackStart } from '../../domain/exposure.js';
import { groupBy } from '../../domain/group-by.js';
import { headOf, loadChains, personsOf } from '../person-documents.js';
import type { LedgerTools } from '../ledger-tools.js';
import type { RecordCollector, RecordFigures } from '../reports/record-figures.js';
import type { ReportMonth } from '../reports/report-month.js';
import type { ReportClock, ReportTopic } from '../reports/report-model-records.js';
import { readAllDocuments, type DocumentPlace } from './document-store.js';
import { collectReadiness, lackingOf, type CheckedLine } from './readiness.js';
import { adrDays, simulateRequest } from './simulated-request.js';

export interface RecordSources {
  readonly tools: LedgerTools;
  readonly objects: DocumentPlace['objects'];
  readonly clocks: readonly (ReportClock & { readonly days: number | null })[];
  readonly topics: readonly ReportTopic[];
}

export async function recordCollector(
  sources: RecordSources,
  month: ReportMonth,
): Promise<RecordCollector> {
  const documents = await documentsByHead(sources);
  const until = documents.filter(({ date }) => date <= month.to);
  const collector = collectReadiness(until, {
    reference: sources.tools.context.reference,
    lookBack: { from: lookBackStart(month.to), to: month.to },
  });
  return {
    add: (year) => collector.add(year),
    result() {
      const lines = collector.result();
      return {
        documentation: readinessOf(until, lines),
        simulatedAdr: simulateRequest(lines, { month, days: adrDays(sources.clocks) }),
        clocks: sources.clocks.map(({ days: _days, ...clock }) => clock),
        topics: [...sources.topics],
      };
    },
  };
}

/** A number that changed has two tokens; the documents of both are the person's. */
async function documentsByHead({
  tools,
  objects,
}: RecordSources): Promise<readonly DocumentRecord[]> {
  const documents = await readAllDocuments({ tenantId: tools.tenantId, objects });
  const tokens = [...new Set(documents.map(({ token }) => token))];
  if (tokens.length === 0) return [];
  const heads = new Map<string, string>();
  for (const person of personsOf(await loadChains(tools, tokens))) {
    for (const token of person.keys()) heads.set(token, headOf(person));
  }
  return documents.map((document) => {
    return { ...document, token: heads.get(document.token) ?? document.token };
  });
}

function readinessOf(
  documents: readonly DocumentRecord[],
  lines: readonly CheckedLine[],
): RecordFigures['documentation'] {
  return {
    documents: documents.length,
    kxLines: lines.length,
    linesWithDocuments: lines.filter(({ hasDocuments }) => hasDocuments).length,
    items: CHECKLIST_ITEMS.map(({ id, title, rule, section }) => {
      const asked = lines.flatMap(({ items }) => items.filter((item) => item.id === id));
      const count = (wanted: string): number =>
        asked.filter(({ status }) => status === wanted).length;
      return {
        item: id,
        title,
        rule,
        section,
        applicable: asked.length,
        present: count('present'),
        late: count('late'),
        absent: count('absent'),
        unknown: count('unknown'),
      };
    }),
    gaps: gapsOf(lines),
  };
}

/** Courses of a beneficiary, discipline and year whose record lacks something, by dollars. */
function gapsOf(lines: readonly CheckedLine[]) {
  const groups = groupBy(lines, (line) => `${line.token}|${line.discipline}|${line.year}`);
  return [...groups.values()]
    .flatMap((own) => {
      const [first] = own;
      const lacking = lackingOf(own.flatMap(({ items }) => items));
      if (first === undefined || lacking.length === 0) return [];
      const { token, discipline, year } = first;
      const allowedCents = own.reduce((sum, each) => sum + each.allowedCents, 0);
      return [
        { token, discipline, year, kxLines: own.length, allowedCents, lacking: [...lacking] },
      ];
    })
    .toSorted(
      (one, other) =>
        other.allowedCents - one.allowedCents ||
        (`${one.token} ${one.year}` < `${other.token} ${other.year}` ? -1 : 1),
    );
}
