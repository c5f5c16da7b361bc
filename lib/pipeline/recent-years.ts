// Judged years that this process has just committed: publishing takes them from here instead of
// reading and folding the documents again. A document that was written since is not remembered.

import type { YearDocument } from '../domain/ledger-document.js';
import type { JudgedYear } from './lake/ledger-rows.js';
import type { PreparedPerson } from './prepare-person.js';

export interface RecentYears {
  /** What a commit has just stored. */
  remember(person: PreparedPerson): void;
  /** Null when unknown or outdated. A year is handed out once: it is published once. */
  take(document: Pick<YearDocument, 'token' | 'year' | 'version'>): JudgedYear | null;
}

/** Bounds the memory: what does not fit is read and folded again. */
const MAX_LINES = 250_000;

export function rememberRecentYears(maxLines: number = MAX_LINES): RecentYears {
  const years = new Map<string, JudgedYear>();
  let lines = 0;
  return {
    remember(person) {
      for (const { version, judged } of person.folded) {
        const { token, view } = judged;
        const name = nameOf({ token, year: view.year, version });
        if (years.has(name) || lines + view.lines.length > maxLines) continue;
        lines += view.lines.length;
        years.set(name, judged);
      }
    },
    take(document) {
      const name = nameOf(document);
      const judged = years.get(name);
      if (judged === undefined) return null;
      years.delete(name);
      lines -= judged.view.lines.length;
      return judged;
    },
  };
}

/** A version of a document is written once, so the name tells exactly what is stored. */
function nameOf({
  token,
  year,
  version,
}: Pick<YearDocument, 'token' | 'year' | 'version'>): string {
  return `${token}|${year}|${version}`;
}
