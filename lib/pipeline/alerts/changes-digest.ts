// What changed since the last digest, for people: one text and one HTML page, made only when
// something did. Crossings first, by what they ask of the reader; rows are capped, counts are not.

import type { LedgerAlertType } from '../../domain/alerts/alert-event.js';
import { formatDollars, type Cents } from '../../domain/money.js';
import { alignColumns } from '../text-layout.js';
import type { AlertEvent, LedgerEvent } from './alert-records.js';

export interface ChangesDigest {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface DigestPeriod {
  /** ISO instants. */
  readonly from: string | null;
  readonly until: string;
}

interface Section {
  readonly type: LedgerAlertType;
  readonly title: string;
  readonly meaning: string;
}

const SECTIONS: readonly Section[] = [
  {
    type: 'review.crossed',
    title: 'Crossed the review threshold',
    meaning: 'Lines above it may be chosen for targeted medical review.',
  },
  {
    type: 'kx.crossed',
    title: 'Crossed the KX threshold',
    meaning: 'Lines above it need KX and the documentation that it attests.',
  },
  {
    type: 'threshold.approaching',
    title: 'Approaching a threshold',
    meaning: 'Within the distance that you set.',
  },
  {
    type: 'claim.exposed',
    title: 'Further claims above the review threshold',
    meaning: 'Each adds to what may be reviewed.',
  },
  {
    type: 'review.cleared',
    title: 'No longer above the review threshold',
    meaning: 'A reversal, a correction or other outside spend undid the crossing.',
  },
  {
    type: 'kx.cleared',
    title: 'No longer above the KX threshold',
    meaning: 'A reversal, a correction or other outside spend undid the crossing.',
  },
];

const HEADS = ['Year', 'Group', 'Threshold', 'Claim', 'Provider', 'Total', 'Beneficiary'];
const MOST_ROWS = 100;
const LIMITS =
  'Totals are what your claims and entered outside spend show; "at least" where other providers ' +
  'may have billed. Exposure is a screening result, not a finding.';
const PROTECTED = 'This digest names claims: handle it as protected health information.';

/** Null when nothing changed: nobody wants to read that. */
export function changesDigest(
  events: readonly AlertEvent[],
  period: DigestPeriod,
): ChangesDigest | null {
  const told = events.filter((event): event is LedgerEvent => event.kind === 'ledger');
  if (told.length === 0) return null;
  const sections = SECTIONS.flatMap((section) => {
    const found = told.filter(({ type }) => type === section.type);
    return found.length === 0 ? [] : [{ ...section, found }];
  });
  const subject = `KXRay: ${sections
    .map(({ title, found }) => `${found.length} ${title.toLowerCase()}`)
    .join(', ')}`;
  return {
    subject,
    text: textOf(sections, period),
    html: htmlOf(sections, { subject, period }),
  };
}

type FilledSection = Section & { readonly found: readonly LedgerEvent[] };

function textOf(sections: readonly FilledSection[], period: DigestPeriod): string {
  const parts = sections.map(({ title, meaning, found }) =>
    [
      `${title}: ${found.length}`,
      meaning,
      '',
      ...alignColumns([HEADS, ...found.slice(0, MOST_ROWS).map(cellsOf)]),
      ...moreOf(found),
    ].join('\n'),
  );
  return [`What changed ${periodText(period)}`, ...parts, LIMITS, PROTECTED].join('\n\n');
}

function htmlOf(
  sections: readonly FilledSection[],
  { subject, period }: { readonly subject: string; readonly period: DigestPeriod },
): string {
  const heads = HEADS.map((head) => `<th scope="col">${escaped(head)}</th>`).join('');
  const parts = sections.map(({ title, meaning, found }) => {
    const rows = found.slice(0, MOST_ROWS).map((event) => {
      const cells = cellsOf(event).map((cell) => `<td>${escaped(cell)}</td>`);
      return `<tr>${cells.join('')}</tr>`;
    });
    return [
      `<h2>${escaped(title)}: ${found.length}</h2>`,
      `<p>${escaped(meaning)}</p>`,
      `<table><thead><tr>${heads}</tr></thead>`,
      `<tbody>${rows.join('\n')}</tbody></table>`,
      ...moreOf(found).map((more) => `<p>${escaped(more)}</p>`),
    ].join('\n');
  });
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(subject)}</title>`,
    '<style>body{font-family:sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}',
    'table{border-collapse:collapse}th,td{text-align:left;padding:.3rem .8rem .3rem 0;',
    'border-bottom:1px solid #ccc;overflow-wrap:anywhere}</style></head><body>',
    `<h1>What changed ${escaped(periodText(period))}</h1>`,
    ...parts,
    `<p>${escaped(LIMITS)}</p>`,
    `<p>${escaped(PROTECTED)}</p>`,
    '</body></html>',
    '',
  ].join('\n');
}

function cellsOf({ facts }: LedgerEvent): readonly string[] {
  const total = facts.afterCents === null ? '-' : formatDollars(facts.afterCents);
  return [
    String(facts.year),
    facts.group === 'OT' ? 'OT' : 'PT+SLP',
    facts.thresholdCents === null ? facts.threshold : dollarsOf(facts.thresholdCents),
    facts.claim ?? '-',
    facts.renderingNpi ?? facts.billingNpi ?? '-',
    facts.isLowerBound ? `at least ${total}` : total,
    facts.token,
  ];
}

function dollarsOf(cents: Cents): string {
  return formatDollars(cents);
}

function moreOf(found: readonly LedgerEvent[]): readonly string[] {
  const more = found.length - MOST_ROWS;
  return more > 0 ? [`and ${more} more: kxray alerts list shows them`] : [];
}

function periodText({ from, until }: DigestPeriod): string {
  const to = `until ${until.slice(0, 16).replace('T', ' ')} UTC`;
  return from === null ? to : `from ${from.slice(0, 16).replace('T', ' ')} ${to}`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
