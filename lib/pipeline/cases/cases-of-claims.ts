// For the deletion of a person's data: histories of cases about that person's claims go with them,
// found while the ledger still knows whose claims they are.

import type { VersionHeader } from '../../domain/ledger-document.js';
import type { CaseStore } from '../../ports/case-store.js';

/** Case ids. `headers`: of all claim versions of the person. */
export async function casesOfClaims(
  { cases, tenantId }: { readonly cases: CaseStore; readonly tenantId: string },
  headers: readonly Pick<VersionHeader, 'payerId' | 'icn'>[],
): Promise<readonly string[]> {
  const claims = new Set(headers.map(({ payerId, icn }) => keyOf(payerId, icn)));
  const gone = new Set<string>();
  for await (const { caseId, subject, decidedOn } of cases.list(tenantId)) {
    if (subject.kind !== 'line') continue;
    const icns = [subject.placeIcn, ...(decidedOn.kind === 'line' ? [decidedOn.icn] : [])];
    if (icns.some((icn) => claims.has(keyOf(subject.payerId, icn)))) gone.add(caseId);
  }
  return [...gone].sort();
}

function keyOf(payerId: string, icn: string): string {
  return JSON.stringify([payerId, icn]);
}
