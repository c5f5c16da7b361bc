// `kxray providers` as a table: score, band, what stands out, and how many people stand behind it.

import type { ProviderScore } from '../lib/domain/score/score-providers.js';
import type { ScoreRun } from '../lib/pipeline/scores/score-run.js';
import { BAND_WORDS, detectedTitles, pointsText, runLine } from './score-words.js';
import { count, table } from './terminal.js';

export function providersText(
  run: ScoreRun,
  providers: readonly ProviderScore[],
  shown: { readonly isAll: boolean },
): string {
  const note = shown.isAll ? [] : ['Providers with too few beneficiaries to score: add --all.'];
  if (providers.length === 0)
    return [runLine(run), 'No provider can be scored.', ...note].join('\n');
  const rows = providers.map((provider) => [
    pointsText(provider.hundredths),
    BAND_WORDS[provider.band],
    provider.npi,
    count(provider.beneficiaries),
    count(Math.max(0, ...provider.parts.map(({ peerProviders }) => peerProviders))),
    detectedTitles(provider).join('; '),
  ]);
  const header = ['score', 'band', 'NPI', 'beneficiaries', 'peers', 'to look at'];
  return [runLine(run), table([header, ...rows], [0, 3, 4]), ...note].join('\n');
}
