// What each line of one version adds to a total, taken by itself: what the log of the lake records,
// and what reconciling computes a second time from the stored version.

import type { ClaimVersion } from '../../domain/claim.js';
import type { FoldContext } from '../../domain/fold-settings.js';
import { loggedAccrual } from '../../domain/logged-accrual.js';
import type { LoggedAccrual } from './claim-rows.js';

/** One per line, in the order of the lines; negative on a reversal. */
export function lineAccruals(
  version: ClaimVersion,
  context: FoldContext,
): readonly LoggedAccrual[] {
  return version.lines.map((line) => loggedAccrual(version, line, context));
}
