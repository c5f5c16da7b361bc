// A prepared person on the way to its commit. It waits for the log of its round, among thousands of
// others, and so keeps what the commit and the summary need, and claims as text only.

import { withClaimsAsText } from '../domain/claim-codec.js';
import type { ClaimVersion } from '../domain/claim.js';
import { addCents, ZERO_CENTS } from '../domain/money.js';
import { settledMarkKeys } from '../domain/open-marks.js';
import type { DocumentChange } from '../ports/ledger-store.js';
import type { PreparedCommit } from './commit-person.js';
import { lineCharges } from './ingest-claims.js';
import { countClaim, type FateCount, type IngestSummary } from './ingest-summary.js';
import type { PersonChange } from './person-change.js';
import type { PreparedPerson } from './prepare-person.js';
import type { YearOfToken } from './recent-years.js';

const FATES = ['current', 'superseded', 'duplicate'] as const;

type Fate = (typeof FATES)[number];

export interface PendingPerson extends PreparedCommit {
  readonly token: string;
  readonly years: readonly YearOfToken[];
  readonly fates: Readonly<Record<Fate, Readonly<FateCount>>>;
  /** Of claims in quarantine of which a good version has now come. */
  readonly released: readonly string[];
}

/** `again` makes the change a second time, if somebody else was faster. */
export function pendingPerson(person: PreparedPerson, again: () => PersonChange): PendingPerson {
  return {
    token: person.change.token,
    get change() {
      return again();
    },
    changes: person.changes.map(asText),
    years: person.folded.map(({ judged }) => ({ token: judged.token, year: judged.view.year })),
    fates: fatesOf(person),
    released: releasedKeys(person),
  };
}

export function countFates(
  summary: IngestSummary,
  { fates }: { readonly fates: Partial<PendingPerson['fates']> },
): void {
  for (const fate of FATES) {
    const { claims, lines, chargeCents } = fates[fate] ?? newCount();
    const total = summary.fates[fate];
    total.claims += claims;
    total.lines += lines;
    total.chargeCents = addCents(total.chargeCents, chargeCents);
  }
}

function asText({ document }: DocumentChange): DocumentChange {
  return { document: document.kind === 'year' ? withClaimsAsText(document) : document };
}

function newCount(): FateCount {
  return { claims: 0, lines: 0, chargeCents: ZERO_CENTS };
}

function fatesOf(person: PreparedPerson): PendingPerson['fates'] {
  const fates = { current: newCount(), superseded: newCount(), duplicate: newCount() };
  const count = (fate: Fate, version: ClaimVersion): void => {
    countClaim(fates[fate], version.lines.length, lineCharges(version));
  };
  for (const version of person.duplicates) count('duplicate', version);
  for (const version of person.fresh) {
    const isCurrent = person.resolution.get(version.versionKey)?.kind === 'current';
    count(isCurrent ? 'current' : 'superseded', version);
  }
  return fates;
}

function releasedKeys(person: PreparedPerson): readonly string[] {
  if (person.fresh.length === 0 || person.marks.length === 0) return [];
  const settled = settledMarkKeys(person.fresh);
  return person.marks
    .filter((mark) => mark.claimKey !== null && settled.has(mark.claimKey))
    .map((mark) => mark.quarantineKey);
}
