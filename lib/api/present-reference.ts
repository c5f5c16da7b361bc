// Reference data as screens show it; the same on both hosts.

import type { ReferenceData } from '../domain/reference.js';
import type { ReferenceAnswer } from './contract/reference.js';

export function presentReference(
  reference: ReferenceData,
  notices: ReferenceAnswer['notices'],
): ReferenceAnswer {
  const thresholds = [...reference.thresholds.values()];
  return {
    version: reference.version,
    thresholds: thresholds.sort((left, right) => right.year - left.year),
    notices,
    counts: {
      therapyCodes: reference.therapyCodes.size,
      contractors: reference.contractors.size,
      billTypes: reference.billTypes.size,
      reasonCodes: reference.reasonCodes.size,
    },
  };
}
