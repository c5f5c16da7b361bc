// The quarantine as text for a terminal: entries, faults and what became of a mended claim. Never
// a claim's text: what stands at fault is shown only where it can name nobody.

import { mendFieldOf } from '../../lib/pipeline/quarantine/mend-fields.js';
import type { ClaimRead, MendableFault } from '../../lib/pipeline/quarantine/mend-claim.js';
import { INGEST_FATES, type IngestSummary } from '../../lib/pipeline/ingest-summary.js';
import type { QuarantineRecord } from '../../lib/ports/quarantine-store.js';
import { placeText } from '../ingest-report.js';
import { dollars, plural } from '../terminal.js';

const KEY_SHOWN = 12;

/** A letter in front: a key may begin with a dash, which a command line takes for an option. */
function nameOf({ quarantineKey }: QuarantineRecord): string {
  return `q${quarantineKey.slice(0, KEY_SHOWN)}`;
}

export function recordsText(records: readonly QuarantineRecord[]): string {
  if (records.length === 0) return 'Nothing is in quarantine.';
  const mendable = records.some(
    (record) => record.kind === 'claim' && mendFieldOf(record) !== null,
  );
  return [
    ...records.map(recordText),
    `${records.length} in all.`,
    ...(mendable ? ['kxray quarantine mend KEY says what a claim lacks, and takes it.'] : []),
  ].join('\n');
}

export function recordText(record: QuarantineRecord): string {
  const { kind, reason, message, lines, chargeCents, position } = record;
  const what = kind === 'claim' ? `claim, ${plural(lines, 'line')}, ${dollars(chargeCents)}` : kind;
  return `${reason}  ${what}: ${message}\n  ${nameOf(record)}  ${placeText(position)}`;
}

export function faultText(
  record: QuarantineRecord,
  { question, message, segment, field, present }: MendableFault,
  given: readonly string[],
): string {
  const said = present === null ? '' : ` It says: ${present === '' ? '(nothing)' : present}`;
  const before = given.map((each) => `--set ${withoutValue(each)}`);
  return [
    `${question}, segment ${segment} of the claim: ${message}.${said}`,
    `  kxray quarantine mend ${[nameOf(record), ...before, `--set ${field}=VALUE`].join(' ')}`,
  ].join('\n');
}

/** What was typed is not printed again. */
function withoutValue(given: string): string {
  return given.replace(/=.*$/s, '=...');
}

export function readableText(read: ClaimRead): string {
  const { lines, chargeCents } = readableAnswer(read);
  const what = `${plural(lines, 'line')}, ${dollars(chargeCents)} charged`;
  return `It can be read now: ${what}. --accept takes it in.`;
}

export function readableAnswer({ claim }: ClaimRead) {
  const chargeCents = claim.lines.reduce((sum, line) => sum + line.chargeCents, 0);
  return { kind: 'readable', lines: claim.lines.length, chargeCents } as const;
}

export function acceptedAnswer({ fates, read }: IngestSummary) {
  const fate = INGEST_FATES.find((each) => fates[each].claims > 0) ?? 'current';
  return { kind: 'accepted', fate, lines: read.lines } as const;
}

export function acceptedText(summary: IngestSummary): string {
  const { fate, lines } = acceptedAnswer(summary);
  if (fate === 'quarantined') return 'It was set aside once more: kxray quarantine says why.';
  const what = fate === 'duplicate' ? 'was in the ledger already' : `is in the ledger as ${fate}`;
  return `The claim (${plural(lines, 'line')}) ${what}, and out of quarantine.`;
}
