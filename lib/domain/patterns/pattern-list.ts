// All patterns. The share patterns are judged alike; the last four ask questions of their own.

import { assistantShare } from './assistant-share.js';
import { BILLING_SYSTEM_FINGERPRINT } from './billing-fingerprint.js';
import { bunchingUnderKx } from './bunching-under-kx.js';
import { bunchingUnderReview } from './bunching-under-review.js';
import { denialShare } from './denial-share.js';
import { disciplineConflict } from './discipline-conflict.js';
import { earlyKx } from './early-kx.js';
import { firstDateEarlyKx } from './first-date-early-kx.js';
import { kxConflict } from './kx-conflict.js';
import { kxShare } from './kx-share.js';
import { limitDenials } from './limit-denials.js';
import { longDays } from './long-days.js';
import { longProviderDays } from './long-provider-days.js';
import { MISTAKEN_RULE } from './mistaken-rule.js';
import { missingKx } from './missing-kx.js';
import { NEWLY_SEEN } from './newly-seen.js';
import { overReviewShare } from './over-review-share.js';
import type { PatternId } from './pattern-finding.js';
import { severalProviders } from './several-providers.js';
import { SHARED_GROUP } from './shared-group.js';
import type { PatternText, SharePattern } from './share-pattern.js';
import { throughoutYear } from './throughout-year.js';
import { unitsOverLimit } from './units-over-limit.js';

export const SHARE_PATTERNS: readonly SharePattern[] = [
  firstDateEarlyKx,
  earlyKx,
  missingKx,
  kxConflict,
  disciplineConflict,
  unitsOverLimit,
  longDays,
  longProviderDays,
  denialShare,
  limitDenials,
  overReviewShare,
  bunchingUnderKx,
  bunchingUnderReview,
  severalProviders,
  throughoutYear,
  assistantShare,
  kxShare,
];

export const PATTERN_TEXTS: readonly PatternText[] = [
  ...SHARE_PATTERNS,
  MISTAKEN_RULE,
  BILLING_SYSTEM_FINGERPRINT,
  NEWLY_SEEN,
  SHARED_GROUP,
];

const BY_ID: ReadonlyMap<PatternId, PatternText> = new Map(
  PATTERN_TEXTS.map((text) => [text.id, text] as const),
);

export function patternText(id: PatternId): PatternText {
  const text = BY_ID.get(id);
  if (text === undefined) throw new Error(`pattern ${id} is on no list`);
  return text;
}
