// Exposure: the two review types apart, beneficiaries by zone, and how one total adds up.

import { distanceChart } from '../../../charts/distance-chart.js';
import { spendChart } from '../../../charts/spend-chart.js';
import { waterfallChart } from '../../../charts/waterfall-chart.js';
import type { ReportBlock, ReportSection } from '../../../ports/report-renderer.js';
import {
  EXPOSURE_TOPICS,
  type ExposureTopic,
  type MovementMeasure,
  type ReportModel,
} from '../report-model.js';
import { column, paragraph, table } from './table-block.js';
import { dollars, GROUP_WORDS, plural, TOPIC_WORDS, ZONE_WORDS } from './words.js';

const SHEETS: Readonly<Record<ExposureTopic, string>> = {
  rac_0a339: 'RAC 0A339',
  targeted_review: 'Targeted review',
};
const MEASURES: Readonly<Record<ExposureTopic, MovementMeasure>> = {
  rac_0a339: 'rac_kx_lines',
  targeted_review: 'review_lines',
};

export function exposureSection(model: ReportModel, isShared: boolean): ReportSection {
  return {
    id: 'exposure',
    title: 'Exposure',
    blocks: [
      ...EXPOSURE_TOPICS.flatMap((topic) => topicBlocks(model, topic)),
      zoneTable(model),
      ...largestBlocks(model),
      ...(isShared && model.firstKx.length === 0 ? [] : firstKxBlocks(model)),
    ],
  };
}

function topicBlocks(model: ReportModel, topic: ExposureTopic): readonly ReportBlock[] {
  const rows = model.exposures.filter((row) => row.topic === topic);
  const why: Readonly<Record<ExposureTopic, string>> = {
    rac_0a339:
      `Every paid line with KX on a claim paid from ${model.lookBackFrom} to ${model.to}: three ` +
      'years, measured on paid dates. Recovery auditors may ask for the record of any of them.',
    targeted_review:
      'Every paid line whose total afterwards is above the review amount of its year. The ' +
      'supplemental review contractor may choose among them; not every such line is reviewed.',
  };
  return [
    paragraph(`${TOPIC_WORDS[topic]}. ${why[topic]}`),
    ...movementChart(model, topic),
    table({
      sheet: SHEETS[topic],
      title: TOPIC_WORDS[topic],
      columns: [
        column('Year', 'text', 0.6),
        column('Group', 'text'),
        column('Lines', 'count'),
        column('Beneficiaries', 'count'),
        column('Allowed', 'cents', 1.4),
        column('Medicare paid', 'cents', 1.4),
      ],
      rows: rows.map((row) => [
        String(row.year),
        GROUP_WORDS[row.group],
        row.lines,
        row.beneficiaries,
        row.allowedCents,
        row.paidCents,
      ]),
      empty: 'No line stands in this exposure at the end of the month.',
    }),
  ];
}

function movementChart(model: ReportModel, topic: ExposureTopic): readonly ReportBlock[] {
  const row = model.movement.find(({ measure }) => measure === MEASURES[topic]);
  if (row === undefined || (row.opening.count === 0 && row.closing.count === 0)) return [];
  const moves = [row.restated, row.added, row.resolved, row.cleared];
  if (moves.every(({ count, paidCents }) => count === 0 && paidCents === 0)) {
    return [paragraph('Nothing was restated, new, resolved or cleared: it closes as it opened.')];
  }
  const bars = [
    { label: 'opening', value: row.opening.paidCents, isTotal: true },
    { label: 'restated', value: row.restated.paidCents, isTotal: false },
    { label: 'new', value: row.added.paidCents, isTotal: false },
    { label: 'resolved', value: -row.resolved.paidCents, isTotal: false },
    { label: 'cleared', value: -row.cleared.paidCents, isTotal: false },
    { label: 'closing', value: row.closing.paidCents, isTotal: true },
  ];
  const words = bars.map(({ label, value }) => `${label} ${dollars(value)}`).join(', ');
  const svg = waterfallChart(bars.map((bar) => ({ ...bar, words: dollars(bar.value) })));
  const title = `Medicare paid: from last month to this (${SHEETS[topic]})`;
  return [{ kind: 'chart', title, svg, alt: `Waterfall of Medicare payments: ${words}.` }];
}

function zoneTable({ zones }: ReportModel): ReportBlock {
  return table({
    sheet: 'Zones',
    title: 'Beneficiaries by zone; a beneficiary counts once in a year and group',
    columns: [
      column('Year', 'text', 0.6),
      column('Group', 'text'),
      column('Zone', 'text', 1.6),
      column('Beneficiaries', 'count'),
      column('Of these "at least"', 'count', 1.2),
      column('Totals', 'cents', 1.4),
      column('Outside spend in them', 'cents', 1.4),
    ],
    rows: zones.map((row) => [
      String(row.year),
      GROUP_WORDS[row.group],
      ZONE_WORDS[row.zone],
      row.beneficiaries,
      row.lowerBoundBeneficiaries,
      row.totalCents,
      row.outsideCents,
    ]),
    empty: 'No beneficiary has a total at the end of the month.',
  });
}

function largestBlocks({ largest }: ReportModel): readonly ReportBlock[] {
  if (largest === null || largest.steps.length === 0) return [];
  const { token, year, group, steps } = largest;
  const last = steps.at(-1)?.afterCents ?? 0;
  const wrong = steps.filter(({ finding }) => finding !== null).length;
  return [
    {
      kind: 'chart',
      title: `The largest total of ${year}: ${GROUP_WORDS[group]}, beneficiary ${token}`,
      svg: spendChart({
        ...largest,
        steps: steps.map((step) => ({
          day: step.serviceDate,
          afterCents: step.afterCents,
          hasKx: step.hasKx,
          isWrong: step.finding !== null,
        })),
      }),
      alt:
        `Step line of ${plural(steps.length, 'line')} up to ${dollars(last)}; KX amount ` +
        `${largest.kxAmountCents === null ? 'not known' : dollars(largest.kxAmountCents)}, review ` +
        `amount ${largest.reviewAmountCents === null ? 'not known' : dollars(largest.reviewAmountCents)}; ` +
        `${plural(wrong, 'line')} with a finding.`,
    },
  ];
}

function firstKxBlocks({ firstKx }: ReportModel): readonly ReportBlock[] {
  const totals = firstKx.reduce((sum, bin) => sum + bin.totals, 0);
  if (totals === 0) {
    return [paragraph('No total has a first KX that can be judged, so there is no distance.')];
  }
  const early = firstKx.filter(({ toCents }) => toCents <= 0);
  const before = early.reduce((sum, bin) => sum + bin.totals, 0);
  return [
    {
      kind: 'chart',
      title: 'Distance from the KX amount at the first KX of a total',
      svg: distanceChart(firstKx),
      alt:
        `Histogram of ${plural(totals, 'total')} by how far they stood from the KX amount at their ` +
        `first line with KX: ${before} before it was reached, ${totals - before} at or after it.`,
    },
    table({
      sheet: 'First KX',
      title: 'Distance from the KX amount at the first KX of a total',
      columns: [column('From', 'cents'), column('Below', 'cents'), column('Totals', 'count')],
      rows: firstKx.map(({ fromCents, toCents, totals: some }) => [fromCents, toCents, some]),
      shown: 0,
      empty: '',
    }),
  ];
}
