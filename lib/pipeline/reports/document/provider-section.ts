// Providers: rank, the score's parts, the five statutory factors, the tables of a comparative
// billing report and each provider's place among the others. Comparisons, not accusations.

import type { ReportBlock, ReportSection } from '../../../ports/report-renderer.js';
import type { ReportCbrRow, ReportProvider } from '../report-model-providers.js';
import type { ReportModel } from '../report-model.js';
import { cbrValueText, funnelBlocks, heatBlocks, topBlocks } from './provider-charts.js';
import { column, paragraph, table } from './table-block.js';
import { CBR_WORDS } from './words.js';

const RANKED_ON_PAPER = 15;
const FACTORS_ON_PAPER = 25;

export function providerSection(model: ReportModel): ReportSection {
  const { providers, providerPeriod } = model;
  if (providerPeriod === null || providers.length === 0) {
    const words = 'The twelve months hold no therapy, so no provider can be compared.';
    return { id: 'providers', title: 'Provider patterns', blocks: [paragraph(words)] };
  }
  const ranked = providers.toSorted(
    (one, other) =>
      other.score - one.score ||
      Number(one.band === 'not_scored') - Number(other.band === 'not_scored'),
  );
  return {
    id: 'providers',
    title: 'Provider patterns',
    blocks: [
      paragraph(
        `Services of ${providerPeriod.from} to ${providerPeriod.to}, compared with the other ` +
          'providers in your data of the same role, discipline, setting and state. A score is the ' +
          'sum of its parts (0 to 100); weights and bands are our own.',
      ),
      rankTable(ranked),
      ...topBlocks(ranked),
      ...heatBlocks(model),
      ...funnelBlocks(ranked),
      partTable(ranked),
      factorTable(ranked),
      cbrTable(ranked),
    ],
  };
}

function rankTable(ranked: readonly ReportProvider[]): ReportBlock {
  return table({
    sheet: 'Providers',
    title: 'Providers by score',
    columns: [
      column('Role', 'text', 0.8),
      column('NPI', 'text', 1),
      column('Beneficiaries', 'count', 1),
      column('Score', 'number', 0.6),
      column('Band', 'text', 1),
      column('What stands out', 'text', 5),
    ],
    rows: ranked.map((provider) => [
      provider.role,
      provider.npi,
      provider.beneficiaries,
      provider.score,
      provider.band === 'not_scored' ? 'too few' : provider.band,
      standsOut(provider),
    ]),
    shown: RANKED_ON_PAPER,
    empty: '',
  });
}

/** Points are given for shares above the peers'; a pattern stands out beyond chance. */
function standsOut({ detected, score, parts }: ReportProvider): string {
  const sentences = detected.map(({ sentence }) => sentence).join(' ');
  if (sentences !== '') return sentences;
  if (score === 0) return 'nothing told apart from peers';
  const [most] = parts.toSorted((one, other) => other.points - one.points);
  const words = 'no pattern by itself beyond chance';
  return most === undefined ? words : `${words}; most points: ${most.title}`;
}

function partTable(ranked: readonly ReportProvider[]): ReportBlock {
  return table({
    sheet: 'Score parts',
    title: 'Parts of each score',
    columns: [
      column('Role', 'text'),
      column('NPI', 'text'),
      column('Part', 'text', 3),
      column('Points', 'number'),
      column('At most', 'number'),
      column('Hits', 'count'),
      column('Of', 'count'),
      column('Share', 'share'),
      column('Peers', 'share'),
      column('Peer providers', 'count'),
    ],
    rows: ranked.flatMap(({ role, npi, parts }) =>
      parts.map((part) => [
        role,
        npi,
        part.title,
        part.points,
        part.weightPoints,
        part.hits,
        part.n,
        part.share,
        part.peerShare,
        part.peerProviders,
      ]),
    ),
    shown: 0,
    empty: '',
  });
}

/** For those who stand out, in the order of the law. */
function factorTable(ranked: readonly ReportProvider[]): ReportBlock {
  const shown = ranked.filter(({ band }) => band !== 'not_scored' && band !== 'low');
  return table({
    sheet: 'Five factors',
    title: 'The five statutory factors, for providers in the bands watch and high',
    columns: [
      column('Role', 'text', 0.8),
      column('NPI', 'text', 1),
      column('Factor', 'text', 0.6),
      column('What it asks', 'text', 2),
      column('Value', 'text', 4),
      column('Citation', 'text', 1.8),
    ],
    rows: shown.flatMap(({ role, npi, factors }) =>
      factors.map((factor) => [
        role,
        npi,
        factor.factor,
        factor.title,
        factor.value,
        factor.citation,
      ]),
    ),
    shown: FACTORS_ON_PAPER,
    empty: 'No provider stands in the bands watch or high.',
  });
}

/** As CMS's comparative billing report has it; "no data" where no file supplies a measure. */
function cbrTable(ranked: readonly ReportProvider[]): ReportBlock {
  const rows = ranked.flatMap(({ role, npi, cbr }) =>
    cbr
      .filter(({ isApplicable }) => isApplicable)
      .map((row) => [
        role,
        npi,
        row.discipline,
        CBR_WORDS[row.measure],
        cbrValueText(row),
        row.n,
        comparedText(row, row.peers),
        comparedText(row, row.stateWide),
        comparedText(row, row.nation),
      ]),
  );
  return table({
    sheet: 'CBR tables',
    title: 'As a comparative billing report would show it (look-alike, from your data)',
    columns: [
      column('Role', 'text', 0.8),
      column('NPI', 'text', 1),
      column('Discipline', 'text', 0.8),
      column('Measure', 'text', 1.8),
      column('Value', 'text', 0.9),
      column('Of', 'count', 0.6),
      column('Peers in your data', 'text', 1.9),
      column('State', 'text', 1),
      column('Nation', 'text', 1),
    ],
    rows,
    shown: RANKED_ON_PAPER,
    empty: 'No provider has enough beneficiaries (20) for a comparison.',
  });
}

function comparedText(row: ReportCbrRow, compared: ReportCbrRow['peers']): string {
  if (compared === null) return 'no data';
  return `${cbrValueText({ ...row, value: compared.value })}: ${compared.outcome}`;
}
