// The record behind the KX lines of one beneficiary: what a reviewer would ask for and what is
// known of it, line by line. What to write is asked for only past the KX line: before it no KX is
// needed, and a prompt there would teach people to put it everywhere (KX-1, DOC-9).

import { toIsoDay, type IsoDay } from '../../domain/day.js';
import { CHECKLIST_ITEMS, type ItemId } from '../../domain/documentation/checklist-items.js';
import type { DocumentRecord } from '../../domain/documentation/document-record.js';
import type { CheckedItem } from '../../domain/documentation/line-checklist.js';
import type { ReferenceData, TherapyModifier } from '../../domain/reference.js';
import type { BeneficiaryLedger } from '../read-beneficiary.js';
import { collectReadiness } from './readiness.js';

export interface EvidenceItem {
  readonly id: ItemId;
  readonly title: string;
  readonly rule: string;
  /** Of the manual. */
  readonly section: string;
}

export interface EvidenceLine {
  readonly claim: string;
  readonly line: number;
  readonly year: number;
  readonly serviceDate: IsoDay;
  readonly discipline: TherapyModifier;
  /** The total had reached the amount: KX is required, and the record has to say why. */
  readonly isPastAmount: boolean;
  readonly items: readonly CheckedItem[];
  /** What to look for or to write; none before the line. */
  readonly prompts: readonly string[];
}

export interface LineEvidence {
  /** Documents that are known of the beneficiary. */
  readonly documents: number;
  readonly items: readonly EvidenceItem[];
  /** Latest first. */
  readonly lines: readonly EvidenceLine[];
}

export function lineEvidence(
  { token, resolution, years }: BeneficiaryLedger,
  known: { readonly documents: readonly DocumentRecord[]; readonly reference: ReferenceData },
): LineEvidence {
  const own = known.documents.map((document) => ({ ...document, token }));
  const collector = collectReadiness(own, { reference: known.reference, lookBack: ALL_TIME });
  for (const view of years) collector.add({ token, view, resolution });
  const lines = collector.result().map(({ icn, line, year, serviceDate, discipline, items }) => {
    // A justification is asked for above the amount and nowhere else.
    const isPastAmount = items.some(({ id }) => id === 'justification');
    const prompts = isPastAmount ? promptsOf(items) : [];
    return { claim: icn, line, year, serviceDate, discipline, isPastAmount, items, prompts };
  });
  return {
    documents: own.length,
    items: CHECKLIST_ITEMS.map(({ id, title, rule, section }) => ({ id, title, rule, section })),
    lines: lines.toSorted((one, other) => (orderOf(one) < orderOf(other) ? 1 : -1)),
  };
}

const ALL_TIME = { from: toIsoDay('1900-01-01'), to: toIsoDay('2199-12-31') };

function promptsOf(items: readonly CheckedItem[]): readonly string[] {
  return items.flatMap(({ id, status }) => {
    if (status === 'present') return [];
    const words = CHECKLIST_ITEMS.find((item) => item.id === id)?.short ?? id;
    switch (status) {
      case 'unknown':
        return [`Look in the record for: ${words}.`];
      case 'late':
        return [`Came late: ${words}. Keep what shows why.`];
      case 'absent':
        return [`Not in the list: ${words}. Find it, or say that there is none.`];
    }
  });
}

function orderOf({ serviceDate, claim, line }: Omit<EvidenceLine, 'items' | 'prompts'>): string {
  return `${serviceDate} ${claim} ${String(line).padStart(4, '0')}`;
}
