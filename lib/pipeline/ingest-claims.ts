// The ingest step: events of a feed reader in, ledger commits out, every line accounted for.
// Identities become tokens on the way in; claims are spooled and committed once a beneficiary.

import type {
  BeneficiaryIdentity,
  ClaimQuarantined,
  ClaimRead,
  IntakeEvent,
} from '../intake/intake-claim.js';
import { paymentOf } from '../intake/x12-835/quarantined-in-payment.js';
import {
  isQuarantinedReversal,
  type QuarantinedReversal,
} from '../intake/x12-835/quarantined-reversal.js';
import { markKey } from '../domain/open-marks.js';
import { payerKind } from '../domain/payer-kind.js';
import { addCents, ZERO_CENTS, type Cents } from '../domain/money.js';
import type { ClaimFacts } from '../domain/claim.js';
import type { QuarantineMark } from '../domain/ledger-document.js';
import type { ClaimSpool } from '../ports/claim-spool.js';
import type { QuarantineEntry, QuarantineStore } from '../ports/quarantine-store.js';
import { claimKeyOf, identifyClaim } from './claim-identity.js';
import { addMessage, countClaim, type IngestSummary } from './ingest-summary.js';
import type { LedgerTools } from './ledger-tools.js';
import { claimQuarantineKey, fileQuarantineKey } from './quarantine-key.js';

export interface IntakeTools extends LedgerTools {
  readonly quarantine: QuarantineStore;
}

/** Marks on beneficiaries whose claim went to quarantine, to be committed with the claims. */
export type MarksByToken = Map<string, QuarantineMark[]>;

/** A claim touches more than this many lines: one claim must never fill a document by itself. */
const MAX_LINES_PER_CLAIM = 5_000;

/** Reads one file's events into the spool; nothing is committed yet. */
export async function spoolClaims(
  tools: IntakeTools,
  events: AsyncIterable<readonly IntakeEvent[]>,
  into: {
    readonly spool: ClaimSpool;
    readonly marks: MarksByToken;
    readonly summary: IngestSummary;
  },
): Promise<void> {
  const { marks, summary } = into;
  let claimsSeen = 0;
  let isRefused = false;
  for await (const batch of events) {
    const quarantined: QuarantineEntry[] = [];
    for (const event of batch) {
      switch (event.kind) {
        case 'claim':
          claimsSeen += 1;
          if (event.claim.lines.length > MAX_LINES_PER_CLAIM) {
            quarantined.push(quarantineClaim(tools, tooLarge(event), into));
          } else await spoolClaim(tools, event, into);
          break;
        case 'quarantined':
          claimsSeen += 1;
          quarantined.push(quarantineClaim(tools, event, { marks, summary }));
          break;
        case 'out_of_scope':
        case 'test_refused':
          claimsSeen += 1;
          countClaim(summary.read, event.lines, event.chargeCents);
          countClaim(summary.fates[event.kind], event.lines, event.chargeCents);
          break;
        case 'warning':
          addMessage(summary, { ...event, severity: 'warning' });
          break;
        case 'provider_adjustment':
          summary.providerAdjustments.count += 1;
          summary.providerAdjustments.cents = addCents(
            summary.providerAdjustments.cents,
            event.cents,
          );
          break;
        case 'file_refused':
          isRefused = true;
          addMessage(summary, { ...event, severity: 'refused' });
          quarantined.push(refusedFile(tools, event));
          break;
      }
    }
    if (quarantined.length > 0) await tools.quarantine.put(quarantined);
  }
  summary.files += 1;
  if (isRefused && claimsSeen === 0) summary.unreadableFiles += 1;
}

async function spoolClaim(
  tools: IntakeTools,
  event: ClaimRead,
  into: { readonly spool: ClaimSpool; readonly summary: IngestSummary },
): Promise<void> {
  const { claim, identity } = event;
  countClaim(into.summary.read, claim.lines.length, lineCharges(claim));
  if (payerKind(claim, tools.context.reference) === 'UNVERIFIED') notePayer(into.summary, claim);
  const token = tokenOf(tools, identity, claim.payerId);
  const joinFrom =
    identity.correctedId === null ? null : tools.tokens.token(identity.id, claim.payerId);
  const added = into.spool.add({
    token,
    joinFrom: joinFrom === token ? null : joinFrom,
    version: identifyClaim(tools.tenantId, claim),
  });
  if (added !== undefined) await added;
}

function quarantineClaim(
  tools: IntakeTools,
  event: ClaimQuarantined,
  into: { readonly marks: MarksByToken; readonly summary: IngestSummary },
): QuarantineEntry {
  const { summary } = into;
  countClaim(summary.read, event.lines, event.chargeCents);
  countClaim(summary.fates.quarantined, event.lines, event.chargeCents);
  addMessage(summary, { ...event, severity: 'quarantined' });
  const quarantineKey = claimQuarantineKey(tools.tokens, event.rawText);
  const hasClaimKey = event.payerId !== null && event.icn !== null;
  if (event.identity !== null && event.payerId !== null) {
    const token = tokenOf(tools, event.identity, event.payerId);
    const claimKey = hasClaimKey ? claimKeyOf(event.payerId, event.icn ?? '') : null;
    const mark: QuarantineMark = {
      quarantineKey,
      claimKey: claimKey === null ? null : markKey(claimKey, isQuarantinedReversal(event)),
      year: event.serviceDate === null ? null : Number(event.serviceDate.slice(0, 4)),
    };
    into.marks.set(token, [...(into.marks.get(token) ?? []), mark]);
  }
  const payment = paymentOf(event);
  return {
    tenantId: tools.tenantId,
    quarantineKey,
    kind: 'claim',
    reason: event.reason,
    field: event.field,
    message: event.message,
    lines: event.lines,
    chargeCents: event.chargeCents,
    position: event.position,
    ...(payment === null ? {} : { payment }),
    rawText: event.rawText,
  };
}

function refusedFile(
  tools: IntakeTools,
  event: Extract<IntakeEvent, { kind: 'file_refused' }>,
): QuarantineEntry {
  const { position } = event;
  return {
    tenantId: tools.tenantId,
    quarantineKey: fileQuarantineKey(tools.tokens, event),
    kind: 'file',
    reason: event.reason,
    field: null,
    message: event.message,
    lines: 0,
    chargeCents: ZERO_CENTS,
    position,
    rawText: null,
  };
}

function tooLarge(event: ClaimRead): ClaimQuarantined {
  const quarantined: ClaimQuarantined = {
    kind: 'quarantined',
    reason: 'CLAIM_TOO_LARGE',
    field: null,
    message: `the claim has more than ${MAX_LINES_PER_CLAIM} lines`,
    lines: event.claim.lines.length,
    chargeCents: lineCharges(event.claim),
    identity: event.identity,
    payerId: event.claim.payerId,
    icn: event.claim.icn,
    serviceDate: event.claim.lines[0]?.serviceDate ?? null,
    rawText: JSON.stringify(event.claim),
    position: event.position,
  };
  const reversal: QuarantinedReversal = { ...quarantined, isReversal: true };
  return event.claim.isReversal ? reversal : quarantined;
}

/** The payer's corrected number wins (835 NM1*74). */
function tokenOf(tools: IntakeTools, identity: BeneficiaryIdentity, payerId: string): string {
  return tools.tokens.token(identity.correctedId ?? identity.id, payerId);
}

function notePayer(summary: IngestSummary, claim: ClaimFacts): void {
  const known = summary.payersToConfirm.get(claim.payerId) ?? {
    payerId: claim.payerId,
    name: claim.payerName,
    claims: 0,
    lines: 0,
  };
  known.claims += 1;
  known.lines += claim.lines.length;
  summary.payersToConfirm.set(claim.payerId, known);
}

export function lineCharges(claim: ClaimFacts): Cents {
  let total = 0;
  for (const line of claim.lines) total += line.chargeCents;
  return total as Cents;
}
