// How an ingest is told: what was read, what became of it, and what needs a person.

import type { FilePosition } from '../lib/domain/file-position.js';
import {
  INGEST_FATES,
  isBalanced,
  type IngestFate,
  type IngestMessage,
  type IngestSummary,
} from '../lib/pipeline/ingest-summary.js';
import { count, dollars, plural, table } from './terminal.js';

const FATE_WORDS: Readonly<Record<IngestFate, string>> = {
  current: 'current',
  superseded: 'superseded (reversals, and what they or corrections replaced)',
  duplicate: 'duplicate (already in the ledger)',
  out_of_scope: 'out of scope (status 23, 25)',
  test_refused: 'test, refused (use --include-test)',
  quarantined: 'quarantined',
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
    providerAdjustments: summary.providerAdjustments,
    payersToConfirm: [...summary.payersToConfirm.values()],
    messageCounts: Object.fromEntries(summary.messageCounts),
    messages: summary.messages,
  };
}

export function ingestText(summary: IngestSummary): string {
  const { read, fates } = summary;
  const rows = INGEST_FATES.filter((fate) => fates[fate].claims > 0).map((fate) => [
    `  ${FATE_WORDS[fate]}`,
    count(fates[fate].claims),
    count(fates[fate].lines),
    dollars(fates[fate].chargeCents),
  ]);
  const header = ['', 'claims', 'lines', 'charges'];
  const total = ['  read', count(read.claims), count(read.lines), dollars(read.chargeCents)];
  const parts = [
    `Read ${plural(summary.files, 'file')} (${(summary.bytes / 1e6).toFixed(1)} MB).`,
    table([header, ...rows, total], [1, 2, 3]),
    isBalanced(summary)
      ? 'Every line read is accounted for.'
      : 'LINES ARE MISSING: what was read is not what was accounted for. Please report this.',
    ...adjustmentText(summary),
    ...messageText(summary),
    ...payerText(summary),
  ];
  return parts.join('\n');
}

function adjustmentText(summary: IngestSummary): readonly string[] {
  const { count: adjustments, cents } = summary.providerAdjustments;
  if (adjustments === 0) return [];
  return [
    `${plural(adjustments, 'provider-level adjustment')} (PLB), ${dollars(cents)}: kept apart, part of no claim.`,
  ];
}

function messageText(summary: IngestSummary): readonly string[] {
  if (summary.messages.length === 0) return [];
  const total = [...summary.messageCounts.values()].reduce((sum, each) => sum + each, 0);
  const lines = summary.messages.slice(0, SHOWN_MESSAGES).map(oneMessage);
  const counts = [...summary.messageCounts].map(([key, times]) => `${key.split(':')[1]} ${times}`);
  return [
    '',
    `${plural(total, 'message')} (${counts.join(', ')}):`,
    ...lines,
    ...(total > lines.length ? [`  ... ${count(total - lines.length)} more (--json shows more)`] : []),
  ];
}

function oneMessage(message: IngestMessage): string {
  return `  ${message.severity}: ${message.message} [${placeText(message.position)}]`;
}

export function placeText(position: FilePosition): string {
  const transaction = position.transaction === null ? '' : `, ST ${position.transaction}`;
  return (
    `${position.file}, interchange ${position.interchange}${transaction}, ` +
    `segment ${position.segment}, byte ${position.byteOffset}`
  );
}

function payerText(summary: IngestSummary): readonly string[] {
  if (summary.payersToConfirm.size === 0) return [];
  const payers = [...summary.payersToConfirm.values()];
  return [
    '',
    'Payers that say Medicare but are on no contractor list; their claims do not count yet:',
    ...payers.map(
      (payer) =>
        `  ${payer.payerId}${payer.name === null ? '' : ` (${payer.name})`}: ` +
        `${plural(payer.claims, 'claim')}, ${plural(payer.lines, 'line')}; if it is a Medicare ` +
        `contractor: kxray reference confirm-payer ${payer.payerId} --source "..."`,
    ),
  ];
}
