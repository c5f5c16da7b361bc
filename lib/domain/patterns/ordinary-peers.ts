// What ordinary peers show, setting by setting: a handful of hospitals that never slip where
// therapists in practice do would make all therapists look unlike each other, and hide a habit.
// Where a setting has too few providers to tell, all settings together are the yardstick.

import { fitPeerNull, type PeerCount, type PeerNull } from '../statistics/peer-null.js';
import { groupBy } from '../group-by.js';
import type { CellCount } from './peer-comparison.js';

export interface OwnedCount extends PeerCount {
  readonly npi: string;
}

/** Fewer show no spread of their own (policy). */
const PROVIDERS_MIN = 20;

export function ordinaryPeers(
  counts: readonly OwnedCount[],
  { cells, unitsMin }: { readonly cells: readonly CellCount[]; readonly unitsMin: number },
): (npi: string) => PeerNull {
  const settings = mainSettings(cells);
  const settingOf = ({ npi }: OwnedCount): string => settings.get(npi) ?? '';
  const whole = fitPeerNull(counts, unitsMin);
  const bySetting = groupBy(counts, settingOf);
  if (bySetting.size === 1) return () => whole;
  const nulls = new Map(
    [...bySetting].map(([setting, own]) => {
      const fitted = fitPeerNull(own, unitsMin);
      return [setting, fitted.fittedProviders < PROVIDERS_MIN ? whole : fitted] as const;
    }),
  );
  return (npi) => nulls.get(settings.get(npi) ?? '') ?? whole;
}

/** Where a provider has most of its units; of equal ones the first by name. */
function mainSettings(cells: readonly CellCount[]): ReadonlyMap<string, string> {
  const units = new Map<string, Map<string, number>>();
  for (const { npi, setting, n } of cells) {
    const own = units.get(npi) ?? new Map<string, number>();
    own.set(setting, (own.get(setting) ?? 0) + n);
    units.set(npi, own);
  }
  return new Map([...units].map(([npi, own]) => [npi, largestOf(own)] as const));
}

function largestOf(units: ReadonlyMap<string, number>): string {
  const [first] = [...units].sort(([one, n], [other, m]) => m - n || (one < other ? -1 : 1));
  return first?.[0] ?? '';
}
