// How an ingest is told: what was read, what became of it, and what needs a person.

import type { FilePosition } from '../lib/domain/file-position.js';
import {
  INGEST_FATES,
  isBalanced,
  type IngestFate,
  type IngestMessage,
  type IngestSummary,
} from '../lib/pipeline/ingest-summary.js';
import { wrapText } from '../lib/pipeline/text-layout.js';
import { count, dollars, plural, table } from './terminal.js';

const FATE_WORDS: Readonly<Record<IngestFate, string>> = {
  current: 'current',
  superseded: 'superseded (reversals, and what they or corrections replaced)',
  duplicate: 'duplicate (already in the ledger)',
  out_of_scope: 'out of scope (claim status 23 or 25)',
  test_refused: 'marked as a test and refused (accept with --include-test)',
  quarantined: 'quarantined (kxray quarantine lists them)',
};

const SEVERITY_WORDS: Readonly<Record<IngestMessage['severity'], string>> = {
  refused: 'not read',
  quarantined: 'quarantined',
  warning: 'warning',
};

const SHOWN_MESSAGES = 10;

export function ingestJson(summary: IngestSummary): unknown {
  return {
    files: summary.files,
    unreadableFiles: summary.unreadableFiles,
    bytes: summary.bytes,
    read: summary.read,
    fates: summary.fates,
    isBalanced: isBalanced(summary),
    isReadWhole: isReadWhole(summary),
    providerAdjustments: summary.providerAdjustments,
    payersToConfirm: [...summary.payersToConfirm.values()],
    messageCounts: Object.fromEntries(summary.messageCounts),
    messages: summary.messages.map(shownMessage),
  };
}

/** Field by field: what a message carries besides is not for printing (DESIGN 4, PHI). */
function shownMessage({ severity, reason, message, position }: IngestMessage): IngestMessage {
  return { severity, reason, message, position };
}

export function ingestText(summary: IngestSummary): string {
  const parts = [
    `Read ${plural(summary.files, 'file')} (${bytesText(summary.bytes)}).`,
    ...unreadText(summary),
    fateTable(summary),
    isBalanced(summary)
      ? 'Every line read is accounted for.'
      : 'LINES ARE MISSING: what was read is not what was accounted for. Please report this.',
    ...adjustmentText(summary),
    ...messageText(summary),
    ...payerText(summary),
  ];
  return parts.join('\n');
}

function fateTable({ read, fates }: IngestSummary): string {
  const rows = INGEST_FATES.filter((fate) => fates[fate].claims > 0).map((fate) => [
    `  ${FATE_WORDS[fate]}`,
    count(fates[fate].claims),
    count(fates[fate].lines),
    dollars(fates[fate].chargeCents),
  ]);
  const header = ['', 'claims', 'lines', 'charges'];
  const total = ['  read in all', count(read.claims), count(read.lines), dollars(read.chargeCents)];
  return table([header, ...rows, total], [1, 2, 3]);
}

function bytesText(bytes: number): string {
  return bytes < 100_000 ? plural(bytes, 'byte') : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** False when a file, or the rest of one, was not read: nobody knows what claims that holds. */
export function isReadWhole(summary: IngestSummary): boolean {
  return refusals(summary) === 0;
}

function refusals({ messageCounts }: IngestSummary): number {
  return [...messageCounts]
    .filter(([key]) => key.startsWith('refused:'))
    .reduce((sum, [, times]) => sum + times, 0);
}

function unreadText(summary: IngestSummary): readonly string[] {
  const { files, unreadableFiles } = summary;
  const brokenOff = refusals(summary) - unreadableFiles;
  return [
    ...(unreadableFiles === 0
      ? []
      : [`${files === 1 ? 'It' : count(unreadableFiles)} could not be read at all.`]),
    ...(brokenOff > 0 ? ['Reading broke off before the end of a file: get it again, whole.'] : []),
  ];
}

function adjustmentText(summary: IngestSummary): readonly string[] {
  const { count: adjustments, cents } = summary.providerAdjustments;
  if (adjustments === 0) return [];
  return [
    `${plural(adjustments, 'provider-level adjustment')} (PLB), ${dollars(cents)}: kept apart, part of no claim.`,
  ];
}

/** What was not read comes first: it is what a person must see to. */
function messageText(summary: IngestSummary): readonly string[] {
  if (summary.messages.length === 0) return [];
  const counts = [...summary.messageCounts].map(
    ([key, times]) => `${key.split(':')[1]} ${count(times)}`,
  );
  const order: readonly IngestMessage['severity'][] = ['refused', 'quarantined', 'warning'];
  const sorted = order.flatMap((each) =>
    summary.messages.filter((message) => message.severity === each),
  );
  const total = [...summary.messageCounts.values()].reduce((sum, each) => sum + each, 0);
  const lines = sorted.slice(0, SHOWN_MESSAGES).map(oneMessage);
  return [
    '',
    wrapText(`${plural(total, 'thing')} to know about this input: ${counts.join(', ')}`),
    ...lines,
    ...(total > lines.length
      ? [`  ... ${count(total - lines.length)} more (--json shows more)`]
      : []),
  ];
}

function oneMessage({ severity, message, position }: IngestMessage): string {
  return `  ${SEVERITY_WORDS[severity]}: ${message}\n    ${placeText(position)}`;
}

/** As somebody looks for it: the numbers of parts that were never reached are left out. */
export function placeText(position: FilePosition): string {
  const { file, interchange, transaction, segment, byteOffset } = position;
  const parts = [
    file,
    ...(interchange === 0 ? [] : [`interchange ${interchange}`]),
    ...(transaction === null ? [] : [`ST ${transaction}`]),
    ...(segment === 0 ? [] : [`segment ${segment}`]),
    `byte ${byteOffset}`,
  ];
  return parts.join(', ');
}

function payerText(summary: IngestSummary): readonly string[] {
  if (summary.payersToConfirm.size === 0) return [];
  return [
    '',
    'Payers that say Medicare but are on no contractor list; their claims do not count yet:',
    ...[...summary.payersToConfirm.values()].flatMap(({ payerId, name, claims, lines }) => [
      `  ${payerId}${name === null ? '' : ` (${name})`}: ${plural(claims, 'claim')}, ${plural(lines, 'line')}`,
      `    if it is a Medicare contractor: kxray reference confirm-payer ${payerId} --source "..."`,
    ]),
  ];
}
