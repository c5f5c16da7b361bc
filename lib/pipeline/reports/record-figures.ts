// The part of a report that the claims do not tell: documents, a simulated request, clocks, topics.

import type { ReportModel } from './report-model.js';

export type RecordFigures = Pick<
  ReportModel,
  'documentation' | 'simulatedAdr' | 'clocks' | 'topics'
>;

/** Where no documents were ever entered. */
export const NO_RECORDS: RecordFigures = {
  documentation: null,
  simulatedAdr: null,
  clocks: [],
  topics: [],
};
