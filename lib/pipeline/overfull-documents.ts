// A beneficiary's year that would outgrow what a store can hold: its new claims go to quarantine
// with a clear reason, and the rest of the ingest goes on.

import type { ClaimVersion } from '../domain/claim.js';
import { lineCharges, type IntakeTools } from './ingest-claims.js';
import { addMessage, countClaim, type IngestSummary } from './ingest-summary.js';
import type { PreparedPerson } from './prepare-person.js';

/** Four times what every store must hold (DESIGN 4); no person has that many services in a year. */
const MAX_LINES_PER_DOCUMENT = 20_000;

const REASON = 'DOCUMENT_FULL';
/** The claim was read well; where it stood in its file is no longer known here. */
const POSITION = { file: '(ledger)', interchange: 0, transaction: null, segment: 0, byteOffset: 0 };

export function isOverfull(person: PreparedPerson): boolean {
  return person.changes.some(
    ({ document }) =>
      document.kind === 'year' && lineCount(document.versions) > MAX_LINES_PER_DOCUMENT,
  );
}

export async function quarantineOverfull(
  tools: IntakeTools,
  person: PreparedPerson,
  summary: IngestSummary,
): Promise<void> {
  const message = `a year of one beneficiary would have more than ${MAX_LINES_PER_DOCUMENT} lines`;
  const entries = person.fresh.map((version) => ({
    tenantId: tools.tenantId,
    quarantineKey: tools.tokens.keyedHash(['claim', version.versionKey]),
    kind: 'claim' as const,
    reason: REASON,
    field: null,
    message,
    lines: version.lines.length,
    chargeCents: lineCharges(version),
    position: POSITION,
    rawText: JSON.stringify(version),
  }));
  await tools.quarantine.put(entries);
  for (const entry of entries) {
    countClaim(summary.fates.quarantined, entry.lines, entry.chargeCents);
    addMessage(summary, { severity: 'quarantined', reason: REASON, message, position: POSITION });
  }
}

function lineCount(versions: readonly ClaimVersion[]): number {
  return versions.reduce((total, version) => total + version.lines.length, 0);
}
