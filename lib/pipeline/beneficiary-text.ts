// One beneficiary's ledger for a terminal: the two balances of each year, the crossings, every line
// with running total and the reason of its verdict, and what does not count, with why.

import type {
  GroupView,
  JudgedLine,
  KxAssessment,
  ReceivedSource,
  YearView,
} from '../domain/judgement.js';
import type { OutboxEntry, Seed, StandingCrossing } from '../domain/ledger-document.js';
import { formatDollars, ZERO_CENTS } from '../domain/money.js';
import type { Resolution } from '../domain/resolve-versions.js';
import { NOTE_SENTENCES } from '../domain/rule-catalogue-words.js';
import { beneficiaryWarnings, type Remedies } from './beneficiary-warnings.js';
import { claimLineage, claimsWithoutLines, type VersionStory } from './claim-lineage.js';
import type { BeneficiaryLedger } from './read-beneficiary.js';
import { alignColumns, countOf, TEXT_WIDTH, wrapItem, wrapText } from './text-layout.js';
import { groupName, verdictSentence } from './verdict-sentence.js';

const REASON_INDENT = ' '.repeat(6);

const COMMANDS: Remedies = {
  amount: 'Enter it with its source: kxray reference set.',
  spend: 'Enter it with kxray seed.',
};

const RECEIVED_WORDS: Readonly<Record<ReceivedSource, string>> = {
  stated: '',
  icn: ' by its number',
  paid_date: ' at the latest',
};

const VERDICT_WORDS: Readonly<Record<KxAssessment, string>> = {
  ok: 'ok',
  missing: 'missing',
  early: 'early',
  near: 'near',
  conflict: 'conflict',
  mixed: 'mixed',
  not_applicable: '-',
};

export function beneficiaryText(ledger: BeneficiaryLedger): string {
  const lineage = claimLineage(ledger.headers, ledger.resolution);
  const sections = [
    [`Beneficiary ${ledger.token}`],
    ...ledger.years.map((year) => yearText(year, ledger)),
    bareClaimsText(lineage, ledger.years),
    adjustmentsText(lineage),
    section('Spend with other providers, as entered', ledger.seeds.map(seedText)),
    section('Events', ledger.events.map(eventText)),
    section('Mind', beneficiaryWarnings(ledger, COMMANDS)),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function section(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [title, ...items.map((item) => wrapItem(item, '  '))];
}

function yearText(view: YearView, ledger: BeneficiaryLedger): readonly string[] {
  const groups = view.groups.flatMap((group) => groupText(group, ledger.seeds));
  const lines =
    view.lines.length === 0
      ? ['  No lines of own claims.']
      : [...legend(view), ...linesText(view, ledger.resolution)];
  return [String(view.year), ...groups, '', ...lines];
}

/** `PT+SLP: at least $1,234.56 of $2,480.00 used, at most $1,245.44 left` */
export function balanceText(view: GroupView): string {
  const used = `${view.isLowerBound ? 'at least ' : ''}${formatDollars(view.accumulatedCents)}`;
  const name = groupName(view.group);
  if (view.kxThresholdCents === null) {
    return view.isKxAmountPending
      ? `${name}: ${used} used; the KX amount of ${view.year} is not known`
      : `${name}: ${used} used; ${view.year} has no KX amount`;
  }
  const of = `${used} of ${formatDollars(view.kxThresholdCents)} used`;
  const { overCents, remainingCents } = view;
  if (overCents !== null && overCents > 0) {
    const least = view.isLowerBound ? 'at least ' : '';
    return `${name}: ${of}, over by ${least}${formatDollars(overCents)}`;
  }
  const most = view.isLowerBound ? 'at most ' : '';
  return `${name}: ${of}, ${most}${formatDollars(remainingCents ?? ZERO_CENTS)} left`;
}

function groupText(view: GroupView, seeds: readonly Seed[]): readonly string[] {
  const lines = [`  ${balanceText(view)}`];
  const details: string[] = [];
  if (seeds.some((seed) => seed.year === view.year && seed.group === view.group)) {
    details.push(`Of it ${formatDollars(view.outsideCents)} with other providers.`);
  }
  details.push(...crossingTexts(view));
  return [...lines, ...details.map((detail) => wrapText(detail, '    '))];
}

function crossingTexts(view: GroupView): readonly string[] {
  const texts: string[] = [];
  if (view.kxCrossing !== null) {
    texts.push(`KX amount passed at ${crossingText(view.kxCrossing)}.`);
  } else if ((view.overCents ?? 0) > 0) {
    texts.push('KX amount passed by spend with other providers, not by a line here.');
  }
  if (view.reviewThresholdCents === null) {
    if (view.isReviewAmountPending) texts.push(`The review amount of ${view.year} is not known.`);
    return texts;
  }
  const review = `Review amount ${formatDollars(view.reviewThresholdCents)}`;
  if (view.reviewCrossing !== null) {
    texts.push(`${review} passed at ${crossingText(view.reviewCrossing)}.`);
  } else if (view.reviewExcessCents === 0) {
    texts.push(`${review} not passed${view.isLowerBound ? ' as far as is known' : ''}.`);
  }
  if (view.reviewExposedAllowedCents > 0) {
    texts.push(
      `Lines above it: ${formatDollars(view.reviewExposedAllowedCents)} allowed, ` +
        `${formatDollars(view.reviewExposedPaidCents)} paid by Medicare; ` +
        `the total is ${formatDollars(view.reviewExcessCents)} above it.`,
    );
  }
  return texts;
}

function crossingText(crossing: StandingCrossing): string {
  const from = formatDollars(crossing.beforeCents);
  const to = formatDollars(crossing.afterCents);
  return `claim ${crossing.claim} line ${crossing.line} (from ${from} to ${to})`;
}

function legend({ lines }: YearView): readonly string[] {
  const isOpen = lines.some((line) => verdictWord(line).endsWith('?'));
  return [
    '  Lines in order: number, service date, code, group, adds, total after, KX on it, verdict',
    ...(isOpen ? ['  (? = it depends on spend with other providers)'] : []),
  ];
}

/** A heading per claim as the lines come, since other claims may come between. */
function linesText(view: YearView, resolution: Resolution): readonly string[] {
  const rows = alignColumns(view.lines.map(lineColumns), [0, 4, 5]);
  const texts: string[] = [];
  view.lines.forEach((line, at) => {
    const isNewClaim = line.claim.versionKey !== view.lines[at - 1]?.claim.versionKey;
    if (isNewClaim) texts.push(claimText(line, resolution));
    const group = view.groups.find((each) => each.group === line.group) ?? null;
    const row = `    ${rows[at] ?? ''}`;
    texts.push(row.length > TEXT_WIDTH ? wrapText(row.trim().replace(/ +/g, ' '), '    ') : row);
    texts.push(wrapText(`${verdictSentence(line, group)}${noteText(line)}`, REASON_INDENT));
  });
  return texts;
}

function claimText(line: JudgedLine, resolution: Resolution): string {
  const { claim, receivedDate, receivedSource } = line;
  const placeIcn = resolution.get(claim.versionKey)?.placeIcn ?? claim.icn;
  const received = `received ${receivedDate}${RECEIVED_WORDS[receivedSource]}`;
  const place = placeIcn === claim.icn ? received : `in the place of ${placeIcn} (${received})`;
  return wrapText(`Claim ${claim.icn}, ${claim.claimType}, ${place}, paid ${claim.paidDate}`, '  ');
}

function lineColumns(judged: JudgedLine): readonly string[] {
  const { line, group, afterCents } = judged;
  return [
    String(line.line),
    line.serviceDate,
    [line.hcpcs, ...line.modifiers].join(' '),
    group === null ? 'none' : groupName(group),
    formatDollars(judged.accruedCents),
    afterCents === null ? '' : formatDollars(afterCents),
    judged.hasKx ? 'KX' : 'no',
    verdictWord(judged),
  ];
}

/** A question mark where the answer hangs on what other providers billed. */
function verdictWord(judged: JudgedLine): string {
  const mark = judged.kxCertainty === 'depends_on_outside_spend' ? '?' : '';
  return `${VERDICT_WORDS[judged.kxAssessment]}${mark}`;
}

/** Notes on KX contexts are in the reason already. */
function noteText(line: JudgedLine): string {
  const notes = line.notes.filter((note) => !note.startsWith('KX_CONTEXT'));
  return notes.map((note) => ` ${NOTE_SENTENCES[note]}`).join('');
}

function bareClaimsText(
  lineage: readonly VersionStory[],
  years: readonly YearView[],
): readonly string[] {
  const items = claimsWithoutLines(lineage, years).map(
    ({ claim, paidDate }) => `Claim ${claim}, paid ${paidDate}: nothing to judge.`,
  );
  return section('Claims without service lines', items);
}

function adjustmentsText(lineage: readonly VersionStory[]): readonly string[] {
  const items = lineage
    .filter(({ state }) => state !== 'current')
    .map(
      ({ claim, state, paidDate, sentence }) =>
        `Claim ${claim}, paid ${paidDate}, ${state.replace('_', ' ')}. ${sentence}`,
    );
  return section(`Not in the totals: ${countOf(items.length, 'claim version')}`, items);
}

function seedText(seed: Seed): string {
  const kind = seed.kind === 'outside' ? 'with others' : 'used in all';
  const asOf = seed.asOf === null ? 'from the start of the year' : `as of ${seed.asOf}`;
  return (
    `${seed.year} ${groupName(seed.group)}: ${formatDollars(seed.cents)} ${kind}, ${asOf} ` +
    `(${seed.source}, entered by ${seed.enteredBy})`
  );
}

function eventText(event: OutboxEntry): string {
  const group = event.group === null ? '' : ` ${groupName(event.group)}`;
  const at = event.crossing === null ? '' : ` at ${crossingText(event.crossing)}`;
  return `${event.type} ${event.year}${group}${at}`;
}
