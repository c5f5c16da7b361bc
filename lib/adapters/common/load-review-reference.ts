// Loads the clocks and topics of reviews: dated, cited rows that reports print and that a simulated
// request counts its days by.

import * as z from 'zod';
import * as cell from './reference-cells.js';
import { readReferenceTable } from './reference-table.js';

const word = cell.patternCell('must be small letters, digits and underscores', /^[a-z][a-z0-9_]*$/);

const clockSchema = z.strictObject({
  clock: word,
  contractor: cell.requiredText,
  step: cell.requiredText,
  starts_at: cell.requiredText,
  length: cell.requiredText,
  days: cell.optionalCountCell,
  ...cell.citationCells,
  note: cell.optionalText,
});

const topicSchema = z.strictObject({
  topic: word,
  contractor: cell.requiredText,
  title: cell.requiredText,
  scope: cell.requiredText,
  look_back: cell.requiredText,
  status: cell.requiredText,
  ...cell.citationCells,
  note: cell.optionalText,
});

export interface ReviewClock {
  readonly clock: string;
  readonly contractor: string;
  readonly step: string;
  readonly startsAt: string;
  /** As people say it: `45 calendar days`, `day 41`. */
  readonly length: string;
  readonly days: number | null;
  readonly source: string;
  readonly confidence: string;
}

export interface ReviewTopic {
  readonly topic: string;
  readonly contractor: string;
  readonly title: string;
  readonly scope: string;
  readonly lookBack: string;
  readonly status: string;
  readonly source: string;
  readonly confidence: string;
}

export interface ReviewReference {
  readonly clocks: readonly ReviewClock[];
  readonly topics: readonly ReviewTopic[];
}

/** Part of the reference's version, like all rows that a report prints. */
export async function readReviewTables(directory: string) {
  const [clocks, topics] = await Promise.all([
    readReferenceTable(directory, 'review-clocks.csv', clockSchema),
    readReferenceTable(directory, 'review-topics.csv', topicSchema),
  ]);
  return { clocks, topics };
}

export async function loadReviewReference(directory: string): Promise<ReviewReference> {
  const { clocks, topics } = await readReviewTables(directory);
  return {
    clocks: clocks.rows.map(({ value }) => ({
      clock: value.clock,
      contractor: value.contractor,
      step: value.step,
      startsAt: value.starts_at,
      length: value.length,
      days: value.days,
      source: value.source,
      confidence: value.confidence,
    })),
    topics: topics.rows.map(({ value }) => ({
      topic: value.topic,
      contractor: value.contractor,
      title: value.title,
      scope: value.scope,
      lookBack: value.look_back,
      status: value.status,
      source: value.source,
      confidence: value.confidence,
    })),
  };
}
