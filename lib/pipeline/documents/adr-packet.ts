// A packet for chosen claims, as a reviewer asks for it: cover, index, and for each claim its lines
// with the running total, the checklist, and a slot for every document. Facts only: what a document
// says is for the document. Exhibits are numbered 1-1, 1-2: claim, then document.

import { toIsoDay, type IsoDay } from '../../domain/day.js';
import { CHECKLIST_ITEMS } from '../../domain/documentation/checklist-items.js';
import type { DocumentRecord } from '../../domain/documentation/document-record.js';
import type { JudgedLine } from '../../domain/judgement.js';
import type { ReferenceData } from '../../domain/reference.js';
import type { ReportDocument, ReportSection } from '../../ports/report-renderer.js';
import type { BeneficiaryLedger } from '../read-beneficiary.js';
import { column, paragraph, table } from '../reports/document/table-block.js';
import { COUNSEL_MARK, dollars, GROUP_WORDS, plural } from '../reports/document/words.js';
import { collectReadiness, type CheckedLine } from './readiness.js';

export interface PacketClaim {
  readonly icn: string;
  readonly ledger: BeneficiaryLedger;
  /** Of the beneficiary, under any of its tokens. */
  readonly documents: readonly DocumentRecord[];
}

export interface PacketRequest {
  readonly caseId: string;
  readonly letterDate: IsoDay;
  readonly dueDate: IsoDay;
  readonly claims: readonly PacketClaim[];
  readonly isForCounsel: boolean;
  /** Who has the lines, for the cover; what they decided is not for the contractor. */
  readonly owners?: readonly string[];
  readonly reference: ReferenceData;
}

export interface Exhibit {
  /** `1-2`: the second document of the first claim. */
  readonly number: string;
  readonly icn: string;
  readonly document: DocumentRecord;
}

/** What the host found where the documents are said to lie. */
export type ExhibitHashes = ReadonlyMap<string, string>;

export class UnknownPacketClaimError extends Error {
  override readonly name = 'UnknownPacketClaimError';

  constructor(place: number) {
    super(`claim ${place} of the packet has no current line`);
  }
}

/** Documents of the courses of the claim's disciplines, by date and kind. */
export function packetExhibits(claims: readonly PacketClaim[]): readonly Exhibit[] {
  return claims.flatMap((claim, at) => {
    const disciplines = new Set(linesOf(claim, at).map(({ discipline }) => discipline));
    return claim.documents
      .filter(({ discipline }) => disciplines.has(discipline))
      .toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1))
      .map((document, place) => ({ number: `${at + 1}-${place + 1}`, icn: claim.icn, document }));
  });
}

export function packetDocument(request: PacketRequest, hashes: ExhibitHashes): ReportDocument {
  const { caseId, letterDate, dueDate, claims, isForCounsel, owners = [] } = request;
  const exhibits = packetExhibits(claims);
  return {
    title: `Records for case ${caseId}`,
    subtitle: 'Response to a request for medical records',
    facts: [
      ['Case', caseId],
      ['Request letter of', letterDate],
      ['Response due', dueDate],
      ['Claims', String(claims.length)],
      ['Exhibits', `${hashes.size} of ${exhibits.length} attached`],
      ...(owners.length === 0 ? [] : [['Handled by', owners.join(', ')] as const]),
      ['Prepared / reviewed / signed', '________________ / ________________ / ________________'],
    ],
    mark: isForCounsel ? COUNSEL_MARK : null,
    footer: `Case ${caseId}`,
    madeAt: `${letterDate}T00:00:00.000Z`,
    sections: [
      indexSection(claims, exhibits),
      ...claims.map((claim, at) => claimSection(request, { claim, at, exhibits, hashes })),
      manifestSection(exhibits, hashes),
    ],
  };
}

function indexSection(claims: readonly PacketClaim[], exhibits: readonly Exhibit[]): ReportSection {
  return {
    id: 'index',
    title: 'Index',
    blocks: [
      table({
        sheet: 'Index',
        title: 'Claims of this packet',
        columns: [
          column('Part', 'number', 0.5),
          column('Claim', 'text', 2),
          column('Beneficiary', 'text', 2.4),
          column('Service', 'text', 2),
          column('Lines', 'count', 0.7),
          column('Allowed', 'cents'),
          column('Exhibits', 'count', 0.8),
        ],
        rows: claims.map((claim, at) => {
          const lines = linesOf(claim, at);
          const days = lines.map(({ line }) => line.serviceDate).toSorted();
          const own = exhibits.filter(({ number }) => number.startsWith(`${at + 1}-`));
          return [
            at + 1,
            claim.icn,
            claim.ledger.token,
            [...new Set([days[0] ?? '', days.at(-1) ?? ''])].join(' to '),
            lines.length,
            lines.reduce((sum, { allowedCents }) => sum + allowedCents, 0),
            own.length,
          ];
        }),
        shown: claims.length,
        empty: 'No claim was named.',
      }),
    ],
  };
}

function claimSection(
  request: PacketRequest,
  known: {
    readonly claim: PacketClaim;
    readonly at: number;
    readonly exhibits: readonly Exhibit[];
    readonly hashes: ExhibitHashes;
  },
): ReportSection {
  const { claim, at, exhibits, hashes } = known;
  const lines = linesOf(claim, at);
  const checked = checkedLines(claim, request.reference);
  const own = exhibits.filter(({ number }) => number.startsWith(`${at + 1}-`));
  return {
    id: `claim-${at + 1}`,
    title: `Part ${at + 1}: claim ${claim.icn}`,
    blocks: [
      paragraph(totalText(lines)),
      ledgerTable(lines, at),
      checklistTable(checked, at),
      table({
        sheet: `Exhibits ${at + 1}`,
        title: 'Exhibits',
        columns: [
          column('Exhibit', 'text', 0.7),
          column('Document', 'text', 1.4),
          column('Discipline', 'text', 0.8),
          column('Date', 'day', 1),
          column('Signed', 'text', 1.4),
          column('Lies at', 'text', 2.6),
          column('Attached', 'text', 0.9),
        ],
        rows: own.map(({ number, document }) => [
          number,
          document.kind.replaceAll('_', ' '),
          document.discipline,
          document.date,
          [document.signedOn, document.signerRole].filter((each) => each !== null).join(' ') ||
            null,
          document.location,
          hashes.has(number) ? 'yes' : 'slot',
        ]),
        shown: own.length,
        empty: 'No document of this course is listed: the record has to be added by hand.',
      }),
    ],
  };
}

function ledgerTable(lines: readonly JudgedLine[], at: number) {
  return table({
    sheet: `Ledger ${at + 1}`,
    title: 'Lines with the running total of the beneficiary, year and group',
    columns: [
      column('Line', 'number', 0.5),
      column('Service', 'day', 1),
      column('Code', 'text', 1.4),
      column('Units', 'number', 0.6),
      column('Group', 'text', 1),
      column('Allowed', 'cents'),
      column('Medicare paid', 'cents', 1.1),
      column('Total before', 'cents', 1.1),
      column('Total after', 'cents', 1.1),
      column('KX asked', 'text', 1.2),
      column('Rules', 'text', 1.8),
    ],
    rows: lines.map(({ line, ...judged }) => [
      line.line,
      line.serviceDate,
      [line.hcpcs, ...line.modifiers].join(' '),
      line.units,
      judged.group === null ? null : GROUP_WORDS[judged.group],
      judged.accruedCents,
      line.paidCents,
      judged.beforeCents,
      judged.afterCents,
      judged.kxExpected.replaceAll('_', ' '),
      judged.rules.join(' '),
    ]),
    shown: lines.length,
    empty: '',
  });
}

function checklistTable(checked: readonly CheckedLine[], at: number) {
  const rows = CHECKLIST_ITEMS.flatMap(({ id, title, rule, section }) => {
    const statuses = checked.flatMap(({ items, line }) =>
      items.filter((item) => item.id === id).map(({ status }) => `line ${line}: ${status}`),
    );
    return statuses.length === 0 ? [] : [[title, rule, section, statuses.join(', ')]];
  });
  return table({
    sheet: `Checklist ${at + 1}`,
    title: 'Checklist of the lines with KX',
    columns: [
      column('Item', 'text', 2),
      column('Rule', 'text', 0.8),
      column('Section', 'text', 2),
      column('State', 'text', 2.4),
    ],
    rows,
    shown: rows.length,
    empty: 'No paid line of this claim carries KX.',
  });
}

function manifestSection(exhibits: readonly Exhibit[], hashes: ExhibitHashes): ReportSection {
  return {
    id: 'manifest',
    title: 'Manifest of exhibits',
    blocks: [
      paragraph('SHA-256 of each attached file; manifest.json adds the one of this document.'),
      table({
        sheet: 'Manifest',
        title: 'Attached files',
        columns: [
          column('Exhibit', 'text', 0.6),
          column('Claim', 'text', 1.2),
          column('SHA-256', 'text', 4),
        ],
        rows: exhibits.flatMap(({ number, icn }) => {
          const hash = hashes.get(number);
          return hash === undefined ? [] : [[number, icn, hash]];
        }),
        shown: exhibits.length,
        empty: 'No file is attached.',
      }),
    ],
  };
}

/** Current lines of the claim, in the order in which they accrue. */
function linesOf({ ledger, icn }: PacketClaim, at: number): readonly JudgedLine[] {
  const lines = ledger.years.flatMap((year) => year.lines.filter(({ claim }) => claim.icn === icn));
  if (lines.length === 0) throw new UnknownPacketClaimError(at + 1);
  return lines;
}

function checkedLines(
  { ledger, icn, documents }: PacketClaim,
  reference: ReferenceData,
): readonly CheckedLine[] {
  const { token, resolution } = ledger;
  const own = documents.map((document) => ({ ...document, token }));
  const collector = collectReadiness(own, { reference, lookBack: ALL_TIME });
  for (const view of ledger.years) collector.add({ token, view, resolution });
  return collector.result().filter((line) => line.icn === icn);
}

const ALL_TIME = { from: toIsoDay('1900-01-01'), to: toIsoDay('2199-12-31') };

function totalText(lines: readonly JudgedLine[]): string {
  const allowed = lines.reduce((sum, { accruedCents }) => sum + accruedCents, 0);
  const paid = lines.reduce((sum, { line }) => sum + line.paidCents, 0);
  const [first] = lines;
  const received = first === undefined ? '' : ` Received ${first.receivedDate}.`;
  return (
    `${plural(lines.length, 'line')}, ${dollars(allowed)} allowed, ${dollars(paid)} paid on ` +
    `${first?.claim.paidDate ?? ''}.${received}`
  );
}

function orderOf({ date, kind, documentKey }: DocumentRecord): string {
  return `${date} ${kind} ${documentKey}`;
}
