// Pattern: the provider bills under the tax number or the billing NPI of another provider that a
// pattern has detected (factor V of the statute, FAC-5). It says with whom somebody works, not what
// they did, and gives no points.

import type { ProviderLink } from '../measures/provider-measures.js';
import { NO_DOLLARS, type LinkEvidence, type PatternFinding } from './pattern-finding.js';
import type { ProviderRole } from './provider-role.js';
import type { PatternText } from './share-pattern.js';

export const SHARED_GROUP: PatternText = {
  id: 'shared_group',
  title: 'In one group with a detected provider',
  rules: ['FAC-5'],
  mend: 'Look at the group as a whole: shared templates and billing staff carry habits along.',
};

export function sharedGroup(
  npis: readonly string[],
  known: {
    readonly role: ProviderRole;
    readonly links: readonly ProviderLink[];
    /** NPIs of the role that another pattern has detected. */
    readonly detected: ReadonlySet<string>;
  },
): readonly PatternFinding<LinkEvidence>[] {
  const groups = groupsOf(known.role, known.links);
  const groupsOfNpi = new Map<string, string[]>();
  for (const [group, members] of groups) {
    for (const npi of members) groupsOfNpi.set(npi, [...(groupsOfNpi.get(npi) ?? []), group]);
  }
  const detectedIn = new Map(
    [...groups].map(([group, members]) => {
      const detected = [...members].filter((npi) => known.detected.has(npi));
      return [group, detected] as const;
    }),
  );
  return npis.map((npi) => {
    const own = groupsOfNpi.get(npi);
    const sizes = (own ?? []).map((group) => groups.get(group)?.size ?? 0);
    const all = new Set((own ?? []).flatMap((group) => detectedIn.get(group) ?? []));
    const detected = [...all].filter((other) => other !== npi).sort();
    return {
      pattern: 'shared_group',
      role: known.role,
      npi,
      outcome:
        own === undefined
          ? { kind: 'notApplicable', reason: 'NO_DATA' }
          : { kind: detected.length > 0 ? 'detected' : 'clear' },
      evidence: { kind: 'links', detected, linkedProviders: Math.max(1, ...sizes) - 1 },
      dollars: NO_DOLLARS,
    };
  });
}

/** Members of the role by tax number, and therapists by billing NPI as well. */
function groupsOf(
  role: ProviderRole,
  links: readonly ProviderLink[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  const add = (group: string, npi: string): void => {
    const members = groups.get(group);
    if (members === undefined) groups.set(group, new Set([npi]));
    else members.add(npi);
  };
  for (const { renderingNpi, billingNpi, billingTin } of links) {
    const npi = role === 'rendering' ? renderingNpi : billingNpi;
    if (npi === null) continue;
    if (billingTin !== null) add(`tin ${billingTin}`, npi);
    if (role === 'rendering') add(`npi ${billingNpi}`, npi);
    else if (billingTin === null) add(`npi ${billingNpi}`, npi);
  }
  return groups;
}
