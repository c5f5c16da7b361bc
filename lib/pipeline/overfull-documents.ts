// A beneficiary who would outgrow what a store can hold: the new claims go to quarantine with a
// clear reason, the beneficiary is marked, and the rest of the ingest goes on.

import { claimTexts } from '../domain/claim-codec.js';
import { serviceYears, type ClaimVersion } from '../domain/claim.js';
import type { QuarantineMark } from '../domain/ledger-document.js';
import { markKey } from '../domain/open-marks.js';
import type { DocumentChange } from '../ports/ledger-store.js';
import type { QuarantineEntry } from '../ports/quarantine-store.js';
import { commitPerson } from './commit-person.js';
import { lineCharges, type IntakeTools } from './ingest-claims.js';
import { addMessage, countClaim, type IngestSummary } from './ingest-summary.js';
import { DOCUMENT_FULL, fullQuarantineKey } from './quarantine-key.js';

/** Four times what every store must hold (DESIGN 4); no person has that many services in a year. */
const MAX_LINES_PER_DOCUMENT = 20_000;
/**
 * Text of claims in the documents of one commit. Packed, it is a tenth of that, and at worst a
 * third: within the 4 MB that DynamoDB takes in a transaction.
 */
const MAX_CHARACTERS_PER_COMMIT = 12_000_000;

/** The claim was read well; where it stood in its file is no longer known here. */
const POSITION = { file: '(ledger)', interchange: 0, transaction: null, segment: 0, byteOffset: 0 };

/** The names of errors by which the stores and the commit say so (they know the sizes). */
const TOO_LARGE = ['DocumentTooLargeError', 'PersonTooLargeError'];

/** Why these documents cannot be stored, before anything is written; null when they can. */
export function overfullReason(changes: readonly DocumentChange[]): string | null {
  let characters = 0;
  for (const { document } of changes) {
    if (document.kind !== 'year') continue;
    const texts = claimTexts(document);
    for (const text of texts) characters += text.length;
    // Only a document of so many claims, or of so much text, is worth a look at its lines.
    if (characters < MAX_LINES_PER_DOCUMENT * LEAST_LINE_CHARACTERS) continue;
    if (lineCount(document.versions) > MAX_LINES_PER_DOCUMENT) {
      return `a year of one beneficiary would have more than ${MAX_LINES_PER_DOCUMENT} lines`;
    }
  }
  if (characters <= MAX_CHARACTERS_PER_COMMIT) return null;
  return 'the claims of one beneficiary would take more room than can be stored at once';
}

/** No claim line is shorter as text. */
const LEAST_LINE_CHARACTERS = 60;

/** The same, told by whoever tried to store them; null for any other fault. */
export function tooLargeReason(error: unknown): string | null {
  return error instanceof Error && TOO_LARGE.includes(error.name) ? error.message : null;
}

export async function quarantineOverfull(
  tools: IntakeTools,
  claims: { readonly token: string; readonly versions: readonly ClaimVersion[] },
  into: { readonly summary: IngestSummary; readonly message: string },
): Promise<void> {
  const { summary, message } = into;
  const entries = claims.versions.map((version) => entryOf(tools, version, message));
  await tools.quarantine.put(entries);
  for (const entry of entries) {
    countClaim(summary.fates.quarantined, entry.lines, entry.chargeCents);
    addMessage(summary, {
      severity: 'quarantined',
      reason: DOCUMENT_FULL,
      message,
      position: POSITION,
    });
  }
  const marks = claims.versions.map((version) => markOf(tools, version));
  try {
    await markPerson(tools, claims.token, marks);
  } catch (error) {
    // Not even the marks fit: the claims are kept and counted all the same.
    if (tooLargeReason(error) === null) throw error;
  }
}

async function markPerson(
  tools: IntakeTools,
  token: string,
  quarantined: readonly QuarantineMark[],
): Promise<void> {
  const none = { versions: [], joins: [], seeds: [] };
  await commitPerson(tools, { token, ...none, quarantined, cause: 'facts' });
}

function entryOf(tools: IntakeTools, version: ClaimVersion, message: string): QuarantineEntry {
  return {
    tenantId: tools.tenantId,
    quarantineKey: quarantineKeyOf(tools, version),
    kind: 'claim',
    reason: DOCUMENT_FULL,
    field: null,
    message,
    lines: version.lines.length,
    chargeCents: lineCharges(version),
    position: POSITION,
    rawText: JSON.stringify(version),
  };
}

function markOf(tools: IntakeTools, version: ClaimVersion): QuarantineMark {
  const years = serviceYears(version);
  return {
    quarantineKey: quarantineKeyOf(tools, version),
    claimKey: markKey(version.claimKey, version.isReversal),
    year: years.length === 1 ? (years[0] ?? null) : null,
  };
}

function quarantineKeyOf(tools: IntakeTools, version: ClaimVersion): string {
  return fullQuarantineKey(tools.tokens, version.versionKey);
}

function lineCount(versions: readonly ClaimVersion[]): number {
  return versions.reduce((total, version) => total + version.lines.length, 0);
}
