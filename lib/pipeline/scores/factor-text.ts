// A factor of the statute in one sentence: the same words in the terminal and in the report.

import { patternText } from '../../domain/patterns/pattern-list.js';
import type { FactorValue } from '../../domain/score/factor-panel.js';
import { percent } from '../reports/document/words.js';

export function factorText(value: FactorValue): string {
  switch (value.kind) {
    case 'no_data':
      return `no data: ${value.reason}`;
    case 'share':
      return shareText(value);
    case 'first_seen':
      return firstSeenText(value);
    case 'links':
      return `${value.detected} detected among ${value.linkedProviders} linked providers`;
  }
}

type Of<Kind extends FactorValue['kind']> = Extract<FactorValue, { readonly kind: Kind }>;

function shareText({ pattern, hits, n, share, peers }: Of<'share'>): string {
  const own = `${hits} of ${n} (${percent(share)})`;
  return `${patternText(pattern).title}: ${own}; ${peers.providers} peers ${percent(peers.share)}`;
}

function firstSeenText({ day, isNew, providers, newProviders }: Of<'first_seen'>): string {
  return `first seen on ${day}${isNew ? ': new' : ''}; ${newProviders} of ${providers} are new`;
}
