// Whose claim a control number is: the ledger of that one beneficiary, or why there is not one.

import { readBeneficiary, type BeneficiaryLedger } from '../lib/pipeline/read-beneficiary.js';
import { runQuery, type OpenLake } from './lake.js';
import type { Session } from './session.js';
import { FailedError } from './usage-error.js';

/** Where the log of the lake has a number; nowhere is told when the ledger is asked for. */
export interface FoundClaim {
  readonly payers: readonly string[];
  readonly tokens: readonly string[];
}

/** Of one payer, or of all that use the number. */
export async function findClaim(lake: OpenLake, icn: string, payer?: string): Promise<FoundClaim> {
  const found = await runQuery(lake, 'find_claim', { icn });
  const rows = found.filter((row) => payer === undefined || row['payer_id'] === payer);
  const distinct = (name: string): readonly string[] =>
    [...new Set(rows.map((row) => String(row[name])))].sort();
  return { payers: distinct('payer_id'), tokens: distinct('beneficiary_token') };
}

export async function ledgerOfClaim(
  session: Session,
  { tokens }: FoundClaim,
): Promise<BeneficiaryLedger> {
  if (tokens.length === 0) throw new FailedError('the ledger holds no claim of that number');
  // Joined tokens are one person; the head speaks for all of them.
  const people = new Map<string, BeneficiaryLedger>();
  for (const token of tokens) {
    const ledger = await readBeneficiary(session.tools, token);
    if (ledger !== null) people.set(ledger.token, ledger);
  }
  const [person] = people.values();
  if (person === undefined) throw new FailedError('the log knows that claim, the ledger does not');
  if (people.size === 1) return person;
  const heads = [...people.keys()].sort().join(', ');
  throw new FailedError(
    `${people.size} beneficiaries have a claim of that number; kxray beneficiary shows each: ${heads}`,
  );
}

/** Where the payer does not matter. */
export async function ledgerOfIcn(
  session: Session,
  lake: OpenLake,
  icn: string,
): Promise<BeneficiaryLedger> {
  return ledgerOfClaim(session, await findClaim(lake, icn));
}
