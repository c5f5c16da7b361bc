// A change that touches more documents than one commit takes, cut into changes that are each whole:
// facts are sets, so that the parts, one after another, make the ledger that all at once would.

import type { DocumentChange } from '../ports/ledger-store.js';
import type { PersonChange } from './person-change.js';
import type { FoldedYear, PreparedPerson } from './prepare-person.js';
import { yearKey } from './person-documents.js';

/** Null: what is left cannot be cut. Joins, marks and seeds come before the claims. */
export function changeParts(change: PersonChange): readonly PersonChange[] | null {
  const { versions, joins, quarantined, seeds } = change;
  const others = joins.length + quarantined.length + seeds.length;
  if (versions.length > 0 && others > 0) {
    return [
      { ...change, versions: [] },
      { ...change, joins: [], quarantined: [], seeds: [] },
    ];
  }
  const middle = Math.ceil(versions.length / 2);
  if (versions.length < 2) return null;
  return [
    { ...change, versions: versions.slice(0, middle) },
    { ...change, versions: versions.slice(middle) },
  ];
}

/** What the parts made of the ledger, as if it had been one change. */
export function wholeOfParts(
  change: PersonChange,
  parts: readonly PreparedPerson[],
): PreparedPerson {
  const last = parts.at(-1);
  if (last === undefined) throw new Error('a change without parts');
  const folded = new Map<string, FoldedYear>();
  for (const part of parts) {
    // A later part may have folded the year anew.
    for (const each of part.folded) {
      folded.set(yearKey(each.judged.token, each.judged.view.year), each);
    }
  }
  return {
    change,
    fresh: parts.flatMap((part) => part.fresh),
    duplicates: parts.flatMap((part) => part.duplicates),
    resolution: last.resolution,
    folded: [...folded.values()],
    marks: last.marks,
    changes: parts.flatMap((part) => part.changes),
  };
}

/**
 * Of a change without claims, the documents that hold its facts, then those in which only the view
 * changes: those can follow in commits of their own.
 */
export function factsFirst({ change, changes }: PreparedPerson): {
  readonly ordered: readonly DocumentChange[];
  /** How many must be stored together. */
  readonly facts: number;
} {
  const years = new Set(change.seeds.map((seed) => seed.year));
  const holdsFacts = ({ document }: DocumentChange): boolean =>
    document.kind === 'chain' || (document.token === change.token && years.has(document.year));
  const facts = changes.filter(holdsFacts);
  const views = changes.filter((each) => !holdsFacts(each));
  return { ordered: [...facts, ...views], facts: facts.length };
}
