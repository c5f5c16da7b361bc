// Events as a feed reader hands them over, for tests of ingest. Numbers of persons are made up; the
// first is the one that CMS prints on its specimen card.

import type { ClaimFacts } from '../../lib/domain/claim.js';
import type { FilePosition } from '../../lib/domain/file-position.js';
import { ZERO_CENTS } from '../../lib/domain/money.js';
import type {
  BeneficiaryIdentity,
  ClaimQuarantined,
  ClaimRead,
} from '../../lib/intake/intake-claim.js';
import { CONTRACTOR } from './claim-builder.js';

export const FIRST_MBI = '1EG4TE5MK73';
export const SECOND_MBI = '2AA1AA2AA34';

export const POSITION: FilePosition = {
  file: 'made-up.835',
  interchange: 1,
  transaction: '0001',
  segment: 12,
  byteOffset: 340,
};

export function identity(id: string = FIRST_MBI, correctedId: string | null = null) {
  return { qualifier: 'MI', id, correctedId } satisfies BeneficiaryIdentity;
}

export function claimRead(claim: ClaimFacts, who: BeneficiaryIdentity = identity()): ClaimRead {
  return { kind: 'claim', claim, identity: who, position: POSITION };
}

export function quarantined(given: Partial<ClaimQuarantined> = {}): ClaimQuarantined {
  return {
    kind: 'quarantined',
    reason: 'MONEY_NOT_A_NUMBER',
    field: 'SVC03',
    message: 'SVC03 is not an amount',
    lines: 1,
    chargeCents: ZERO_CENTS,
    identity: identity(),
    payerId: CONTRACTOR,
    icn: 'Q',
    serviceDate: null,
    rawText: 'CLP*made up',
    position: POSITION,
    ...given,
  };
}
