// Certification and recertification of a course, from the dates of its documents.

import { addDays, earlierDay, type IsoDay } from '../day.js';
import { isInitialCertificationMet, recertificationDue } from '../documentation-deadlines.js';
import type { ItemStatus } from './checklist-items.js';
import type { DocumentRecord } from './document-record.js';
import type { TreatmentCourse } from './treatment-course.js';

const RECERTIFICATION_DAYS = 90;

/** DOC-3: signed within 30 days; DOC-3a: or, since 2025, an order on file and the plan sent. */
export function certificationStatus(
  documents: readonly DocumentRecord[],
  { firstTreatment }: TreatmentCourse,
): ItemStatus {
  const signatures = documents
    .filter(({ kind }) => kind === 'certification' || kind === 'plan_of_care')
    .filter(isCertifiersSignature)
    .map(signatureDay)
    .toSorted();
  const orders = documents.filter(({ kind, signedOn }) => kind === 'order' && signedOn !== null);
  const sent = documents
    .flatMap(({ kind, sentOn }) => (kind === 'plan_of_care' && sentOn !== null ? [sentOn] : []))
    .toSorted();
  const isMet = isInitialCertificationMet({
    firstTreatment,
    isSignedOrderOnFile: orders.length > 0,
    planTransmitted: sent[0] ?? null,
    physicianSignature: signatures[0] ?? null,
  });
  if (isMet) return 'present';
  return signatures.length > 0 ? 'late' : 'absent';
}

/** DOC-4: each period ends at 90 days or with its plan; null while the first one runs. */
export function recertificationStatus(
  documents: readonly DocumentRecord[],
  { firstTreatment }: TreatmentCourse,
  serviceDate: IsoDay,
): ItemStatus | null {
  const planEnds = documents
    .flatMap(({ kind, planEnd }) => (kind === 'plan_of_care' && planEnd !== null ? [planEnd] : []))
    .filter((end) => end >= firstTreatment)
    .toSorted();
  const again = documents
    .filter(({ kind }) => kind === 'recertification')
    .filter(isCertifiersSignature)
    .toSorted((one, other) => (signatureDay(one) < signatureDay(other) ? -1 : 1));
  let due = recertificationDue(firstTreatment, planEnds[0] ?? null);
  if (serviceDate <= due) return null;
  let status: ItemStatus = 'present';
  for (const document of again) {
    if (serviceDate <= due) break;
    const signed = signatureDay(document);
    // DOC-5: a late one is late, and holds from then on.
    if (signed > due) status = 'late';
    const latest = addDays(signed, RECERTIFICATION_DAYS);
    due = document.planEnd === null ? latest : earlierDay(document.planEnd, latest);
  }
  return serviceDate <= due ? status : 'absent';
}

function isCertifiersSignature({ signerRole, kind, signedOn }: DocumentRecord): boolean {
  const isCertifier = signerRole === 'physician' || signerRole === 'practitioner';
  return kind === 'plan_of_care' ? isCertifier && signedOn !== null : isCertifier;
}

function signatureDay({ signedOn, date }: DocumentRecord): IsoDay {
  return signedOn ?? date;
}
