// Pattern: the provider is new in the data (factor III of the statute: newly enrolled, or not
// furnishing therapy before; FAC-3). A first day in the data is no enrolment: it says what it is.

import { addDays, type IsoDay } from '../day.js';
import type { Period } from '../measures/provider-measures.js';
import {
  NO_DOLLARS,
  type FindingOutcome,
  type FirstSeenEvidence,
  type PatternFinding,
} from './pattern-finding.js';
import type { ProviderRole } from './provider-role.js';
import type { PatternText } from './share-pattern.js';

export const NEWLY_SEEN: PatternText = {
  id: 'newly_seen',
  title: 'New in the data',
  rules: ['FAC-3'],
  mend: 'Check enrolment, and have the first claims read by a second person.',
};

/** Policy: a year back from the last day of the period, and data that begins well before. */
const RECENT_DAYS = 365;
const EARLIER_DATA_DAYS = 90;

/** One finding for each NPI given, in that order. */
export function newlySeen(
  npis: readonly string[],
  known: {
    readonly role: ProviderRole;
    readonly period: Period;
    readonly firstSeen: ReadonlyMap<string, IsoDay>;
  },
): readonly PatternFinding<FirstSeenEvidence>[] {
  const { role, period, firstSeen } = known;
  const dataFrom = earliest([...firstSeen.values()]);
  const since = dataFrom === null ? null : newSince(dataFrom, period);
  const isNew = (npi: string): boolean =>
    since !== null && (firstSeen.get(npi) ?? '') >= since && since <= period.to;
  const newProviders = npis.filter(isNew).length;
  return npis.map((npi) => ({
    pattern: 'newly_seen',
    role,
    npi,
    outcome: outcomeOf(firstSeen.get(npi) ?? null, since, { isNew: isNew(npi), period }),
    evidence: {
      kind: 'first_seen',
      firstSeen: firstSeen.get(npi) ?? null,
      dataFrom,
      providers: npis.length,
      newProviders,
    },
    dollars: NO_DOLLARS,
  }));
}

/** From this day on a first line is new. Later than the period's end: the data is too short. */
function newSince(dataFrom: IsoDay, { to }: Period): IsoDay {
  const recent = addDays(to, 1 - RECENT_DAYS);
  const known = addDays(dataFrom, EARLIER_DATA_DAYS);
  return recent >= known ? recent : known;
}

function outcomeOf(
  firstSeen: IsoDay | null,
  since: IsoDay | null,
  { isNew, period }: { readonly isNew: boolean; readonly period: Period },
): FindingOutcome {
  if (firstSeen === null || since === null) return { kind: 'notApplicable', reason: 'NO_DATA' };
  if (since > period.to) return { kind: 'notApplicable', reason: 'DATA_TOO_SHORT' };
  return { kind: isNew ? 'detected' : 'clear' };
}

function earliest(days: readonly IsoDay[]): IsoDay | null {
  return days.reduce<IsoDay | null>(
    (first, day) => (first === null || day < first ? day : first),
    null,
  );
}
