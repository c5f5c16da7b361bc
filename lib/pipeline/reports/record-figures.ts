// The part of a report that the claims do not tell: documents, a simulated request, clocks, topics.

import type { ReportModel } from './report-model.js';
import type { YearOfPerson } from './standing-items.js';

export type RecordFigures = Pick<
  ReportModel,
  'documentation' | 'simulatedAdr' | 'clocks' | 'topics'
>;

/** Sees each person's year of the month's state once; tells at the end. */
export interface RecordCollector {
  add(year: YearOfPerson): void;
  result(): RecordFigures;
}

const NO_RECORDS: RecordFigures = {
  documentation: null,
  simulatedAdr: null,
  clocks: [],
  topics: [],
};

/** Where a host keeps no documents. */
export function collectNoRecords(): RecordCollector {
  return { add: () => undefined, result: () => NO_RECORDS };
}
