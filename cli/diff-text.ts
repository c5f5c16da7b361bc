// What changed between two runs, as a page: versions first, since they may explain everything.

import type { ChangeReason, ProviderChange, RunDiff } from '../lib/pipeline/scores/diff-runs.js';
import { pointsText } from './score-words.js';
import { plural } from './terminal.js';

const PROVIDERS_SHOWN = 20;

const REASONS: Readonly<Record<ChangeReason, string>> = {
  own_counts: 'own counts',
  peers: 'peers',
  method: 'method',
};

export function diffText(diff: RunDiff): string {
  const { periodBefore: was, periodAfter: now } = diff;
  const isSamePeriod = was.from === now.from && was.to === now.to;
  const versions = diff.versions.map(
    ({ what, before, after }) => `  ${what}: ${short(before)} -> ${short(after)}`,
  );
  const shown = diff.providers.slice(0, PROVIDERS_SHOWN);
  const more = diff.providers.length - shown.length;
  return [
    `Run ${short(diff.before)} -> ${short(diff.after)}`,
    isSamePeriod
      ? `Same period: ${now.from} to ${now.to}`
      : `Period: ${was.from} to ${was.to} -> ${now.from} to ${now.to}`,
    versions.length === 0 ? 'Same data, rules and method.' : ['Changed:', ...versions].join('\n'),
    `${plural(diff.providers.length, 'provider')} changed, ${diff.unchangedProviders} did not.`,
    ...shown.map(providerText),
    ...(more > 0 ? [`... ${plural(more, 'more provider')} (--json shows all)`] : []),
  ].join('\n');
}

function providerText(change: ProviderChange): string {
  const { role, npi, beforeHundredths, afterHundredths, parts, outcomes } = change;
  const points = (hundredths: number | null): string =>
    hundredths === null ? 'not there' : pointsText(hundredths);
  return [
    `${role} ${npi}: ${points(beforeHundredths)} -> ${points(afterHundredths)}`,
    ...parts.map(
      ({ pattern, before, after, reasons }) =>
        `  ${pattern}: ${pointsText(before.hundredths)} -> ${pointsText(after.hundredths)} ` +
        `(${before.hits} of ${before.n} -> ${after.hits} of ${after.n}; ` +
        `${reasons.map((reason) => REASONS[reason]).join(', ')})`,
    ),
    ...outcomes.map(
      ({ pattern, before, after }) => `  ${pattern}: ${before ?? 'none'} -> ${after ?? 'none'}`,
    ),
  ].join('\n');
}

function short(version: string): string {
  return version === '' ? 'none' : version.slice(0, 12);
}
