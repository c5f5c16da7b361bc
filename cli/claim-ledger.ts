// Whose claim a control number is: the ledger of that one beneficiary, or why there is not one.

import { readBeneficiary, type BeneficiaryLedger } from '../lib/pipeline/read-beneficiary.js';
import { runQuery, type OpenLake } from './lake.js';
import type { Session } from './session.js';
import { FailedError } from './usage-error.js';

export async function ledgerOfIcn(
  session: Session,
  lake: OpenLake,
  icn: string,
): Promise<BeneficiaryLedger> {
  const people = new Map<string, BeneficiaryLedger>();
  for (const row of await runQuery(lake, 'find_claim', { icn })) {
    const ledger = await readBeneficiary(session.tools, String(row['beneficiary_token']));
    if (ledger !== null) people.set(ledger.token, ledger);
  }
  const [person] = people.values();
  if (person === undefined) throw new FailedError('the ledger holds no claim of that number');
  if (people.size > 1) throw new FailedError('several beneficiaries have a claim of that number');
  return person;
}
