// Documentation readiness, the simulated record request, clocks and review topics.

import type { ReportSection } from '../../../ports/report-renderer.js';
import type { ReportModel } from '../report-model.js';
import { column, paragraph, table } from './table-block.js';
import { plural } from './words.js';

/** A share edition has no list of claims. */
export function recordSections(model: ReportModel, isShared: boolean): readonly ReportSection[] {
  const request = isShared ? [] : [adrSection(model)];
  return [readinessSection(model), ...request, clocksSection(model)];
}

function readinessSection({ documentation }: ReportModel): ReportSection {
  const id = 'documentation';
  const title = 'Documentation readiness';
  if (documentation === null || documentation.documents === 0) {
    const words =
      'No document was entered, so nothing can be said about the record of any line: unknown is ' +
      'not absent. kxray documents template writes an empty list; kxray ingest reads it back.';
    return { id, title, blocks: [paragraph(words)] };
  }
  return {
    id,
    title,
    blocks: [
      paragraph(
        `${plural(documentation.documents, 'document is', 'documents are')} known. Of ` +
          `${plural(documentation.kxLines, 'KX line')} in the look-back ` +
          `${documentation.linesWithDocuments} belong to a course with any document. Dates, kinds ` +
          'and minutes are checked; what is written in a document is not.',
      ),
      table({
        sheet: 'Documentation',
        title: 'Items that a reviewer will ask for, over all KX lines in the look-back',
        columns: [
          column('Item', 'text', 2.4),
          column('Rule', 'text', 0.8),
          column('Manual section', 'text', 2.4),
          column('Lines asked', 'count', 0.9),
          column('Present', 'count', 0.8),
          column('Late', 'count', 0.7),
          column('Absent', 'count', 0.8),
          column('Unknown', 'count', 0.8),
          column('Present of asked', 'share', 0.9),
        ],
        rows: documentation.items.map((item) => [
          item.title,
          item.rule,
          item.section,
          item.applicable,
          item.present,
          item.late,
          item.absent,
          item.unknown,
          item.applicable === 0 ? null : item.present / item.applicable,
        ]),
        empty: 'No KX line stands in the look-back.',
      }),
      table({
        sheet: 'Gaps',
        title: 'Largest gaps: courses whose record lacks something, by allowed dollars',
        columns: [
          column('Beneficiary', 'text', 2.2),
          column('Discipline', 'text', 0.8),
          column('Year', 'text', 0.6),
          column('KX lines', 'count', 0.7),
          column('Allowed', 'cents', 1),
          column('Lacking', 'text', 4),
        ],
        rows: documentation.gaps.map((gap) => [
          gap.token,
          gap.discipline,
          String(gap.year),
          gap.kxLines,
          gap.allowedCents,
          gap.lacking.join('; '),
        ]),
        shown: 10,
        empty: 'No gap is known.',
      }),
    ],
  };
}

function adrSection({ simulatedAdr }: ReportModel): ReportSection {
  const id = 'simulated-adr';
  const title = 'Simulated record request';
  if (simulatedAdr === null || simulatedAdr.claims.length === 0) {
    const words = 'No claim with KX is paid within the look-back, so no record could be asked for.';
    return { id, title, blocks: [paragraph(words)] };
  }
  const { claims, claimsWanted, claimsEligible, letterDate, dueDate, days } = simulatedAdr;
  const complete = claims.filter(({ lacking }) => lacking.length === 0).length;
  return {
    id,
    title,
    blocks: [
      paragraph(
        `A fire drill: ${claims.length} of ${plural(claimsEligible, 'claim')} with KX in the ` +
          `look-back, chosen the way a contractor might (${claimsWanted} at most; the most dollars ` +
          'at stake first, the rest by a seeded draw). A letter of ' +
          `${letterDate} would be due on ${dueDate}: ${days} days. ` +
          `${complete} of ${claims.length} have every item present.`,
      ),
      table({
        sheet: 'Simulated ADR',
        title: 'Claims of the simulated request, and what their records lack',
        columns: [
          column('Claim', 'text', 1.7),
          column('Beneficiary', 'text', 2.2),
          column('First service', 'day', 1.1),
          column('KX lines', 'count', 0.6),
          column('Allowed', 'cents', 1),
          column('Chosen for', 'text', 1),
          column('Present', 'count', 0.8),
          column('Late', 'count', 0.5),
          column('Absent', 'count', 0.8),
          column('Unknown', 'count', 1),
          column('Lacking', 'text', 2.3),
        ],
        rows: claims.map((claim) => [
          claim.icn,
          claim.token,
          claim.firstServiceDate,
          claim.lines,
          claim.allowedCents,
          claim.reason,
          claim.present,
          claim.late,
          claim.absent,
          claim.unknown,
          claim.lacking.join('; ') || 'nothing',
        ]),
        shown: 40,
        empty: '',
      }),
    ],
  };
}

function clocksSection({ clocks, topics }: ReportModel): ReportSection {
  return {
    id: 'clocks',
    title: 'Review topics and clocks',
    blocks: [
      table({
        sheet: 'Review topics',
        title: 'Who may ask for what',
        columns: [
          column('Contractor', 'text', 1),
          column('Topic', 'text', 2),
          column('Scope', 'text', 3),
          column('Look-back', 'text', 1.6),
          column('Status', 'text', 1.6),
          column('Source', 'text', 1.8),
          column('Confidence', 'text', 1.05),
        ],
        rows: topics.map((row) => [
          row.contractor,
          row.title,
          row.scope,
          row.lookBack,
          row.status,
          row.source,
          row.confidence,
        ]),
        shown: 10,
        empty: 'No review topic is in the reference data.',
      }),
      table({
        sheet: 'Clocks',
        title: 'Clocks that start with a letter or a decision',
        columns: [
          column('Contractor', 'text', 1),
          column('Step', 'text', 2.4),
          column('Starts with', 'text', 2),
          column('Length', 'text', 1.2),
          column('Source', 'text', 2.2),
          column('Confidence', 'text', 1.05),
        ],
        rows: clocks.map((row) => [
          row.contractor,
          row.step,
          row.startsAt,
          row.length,
          row.source,
          row.confidence,
        ]),
        shown: 25,
        empty: 'No clock is in the reference data.',
      }),
    ],
  };
}
