// The model as a document: which sections stand in which order, what the cover says. Everything
// that an output shows is here; renderers add nothing.

import type { ReportDocument, ReportSection } from '../../../ports/report-renderer.js';
import type { ReportModel } from '../report-model.js';
import { shareEdition } from '../share-edition.js';
import { dataSection } from './data-section.js';
import { exposureSection } from './exposure-section.js';
import { findingsSection } from './findings-section.js';
import { linesSection } from './lines-section.js';
import { methodsSection } from './methods-section.js';
import { providerSection } from './provider-section.js';
import { recordSections } from './record-section.js';
import { actionsSection, summarySection } from './summary-section.js';
import { COUNSEL_MARK } from './words.js';

export interface DocumentOptions {
  /** Of the model: printed, so that every page says what it was made of. */
  readonly sha256: string;
  readonly isForCounsel: boolean;
  /** Names and small cells are left out (share-edition.ts). */
  readonly isShared?: boolean;
}

export function reportDocument(full: ReportModel, options: DocumentOptions): ReportDocument {
  const isShared = options.isShared ?? false;
  const model = isShared ? shareEdition(full) : full;
  const { month, edition, organisation } = model;
  return {
    title: `RAC readiness report, ${month}${isShared ? ' (share edition)' : ''}`,
    subtitle: organisation ?? 'Medicare Part B outpatient therapy',
    facts: [
      ['Month', `${model.from} to ${model.to}, edition ${edition}`],
      ['Data through', dataThrough(model)],
      ['Opens from', opensFrom(model)],
      ['Snapshot', `${model.snapshot.name} (${model.snapshot.id.slice(0, 12)})`],
      ['Rules, reference, settings', versionsText(model)],
      ['SHA-256 of the data', options.sha256],
      ['Prepared / reviewed / signed', '________________ / ________________ / ________________'],
    ],
    mark: options.isForCounsel ? COUNSEL_MARK : null,
    footer: `KXRay ${month}, edition ${edition}, ${options.sha256.slice(0, 12)}. Screening results.`,
    // The files carry the end of the month, not the time of day at which somebody ran the command.
    madeAt: `${model.to}T00:00:00.000Z`,
    sections: (isShared ? leftOut : asIs)([
      summarySection(model),
      actionsSection(model),
      dataSection(model),
      exposureSection(model, isShared),
      findingsSection(model, isShared),
      providerSection(model),
      ...recordSections(model, isShared),
      ...(isShared ? [] : [linesSection(model)]),
      methodsSection(model),
    ]),
  };
}

type Sections = readonly ReportSection[];

function asIs(sections: Sections): Sections {
  return sections;
}

/** An empty table of a share edition does not say that there is nothing. */
function leftOut(sections: Sections): Sections {
  return sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) =>
      block.kind === 'table' ? { ...block, empty: LEFT_OUT } : block,
    ),
  }));
}

const LEFT_OUT = 'Left out of the share edition, or none.';

function dataThrough({ dataThrough: { paid, service } }: ReportModel): string {
  if (paid === null) return 'no claim is paid by the end of the month';
  return `paid by ${paid}${service === null ? '' : `, services to ${service}`}`;
}

function opensFrom({ previous }: ReportModel): string {
  if (previous === null) return 'no report of the month before';
  return `${previous.month}, edition ${previous.edition} (${previous.sha256.slice(0, 12)})`;
}

function versionsText({ versions }: ReportModel): string {
  return ['rules', 'reference', 'settings'].map((name) => versions[name] ?? '-').join(', ');
}
