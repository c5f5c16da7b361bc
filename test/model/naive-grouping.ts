// Which running total a line belongs to, if any, and what is odd about it: RULES sections 2.3 and 3
// for the second model. The order of the questions is the one of EXAMPLES: payer, setting, therapy.

import type { ExampleBucket, ExampleClaim, ExampleLine } from './ledger-example.js';
import type { NaiveReference } from './naive-reference.js';

export interface NaiveGrouping {
  readonly bucket: ExampleBucket | null;
  readonly discipline: string | null;
  readonly flags: readonly string[];
}

const BUCKETS: Readonly<Record<string, ExampleBucket>> = { GP: 'PT_SLP', GN: 'PT_SLP', GO: 'OT' };
const REVENUE_DISCIPLINES: Readonly<Record<string, string>> = {
  '42': 'GP',
  '43': 'GO',
  '44': 'GN',
};

export function naiveGrouping(
  claim: ExampleClaim,
  line: ExampleLine,
  reference: NaiveReference,
): NaiveGrouping {
  const grouping = groupingWithoutKx(claim, line, reference);
  const hasIdleKx = grouping.bucket === null && (line.mods ?? []).includes('KX');
  return hasIdleKx
    ? { ...grouping, flags: [...grouping.flags, 'KX_NON_THERAPY_IGNORED'] }
    : grouping;
}

function groupingWithoutKx(
  claim: ExampleClaim,
  line: ExampleLine,
  reference: NaiveReference,
): NaiveGrouping {
  if (claim.payer !== undefined) return outside('PAYER_EXCLUDED');
  if (!countsInSetting(claim, line, reference)) return outside('SETTING_EXCLUDED');
  const code = reference.code(line.hcpcs, line.dos);
  if (code?.disposition === 'not_therapy') return outside();
  const named = ['GP', 'GO', 'GN'].filter((modifier) => (line.mods ?? []).includes(modifier));
  const [modifier, second] = named;
  if (second !== undefined) return outside('MULTIPLE_DISCIPLINE_MODIFIERS');
  if (modifier !== undefined) {
    const flags = [];
    if (code !== null && code.required !== null && code.required !== modifier) {
      flags.push('DISCIPLINE_CODE_MISMATCH');
    }
    const revenue = revenueDiscipline(claim, line);
    if (revenue !== null && revenue !== modifier) flags.push('DISCIPLINE_REVENUE_MISMATCH');
    return inside(modifier, flags);
  }
  if (code?.disposition !== 'always') return outside();
  const inferred = revenueDiscipline(claim, line);
  return inferred === null
    ? outside('DISCIPLINE_UNRESOLVED')
    : inside(inferred, ['DISCIPLINE_FROM_REVENUE_CODE']);
}

/** Professional claims always count; institutional ones by bill type and day (RULES 2.3). */
function countsInSetting(
  claim: ExampleClaim,
  line: ExampleLine,
  reference: NaiveReference,
): boolean {
  if (claim.claimType === 'professional') return true;
  const prefix = (claim.typeOfBill ?? '').slice(1, 3);
  const from = reference.billTypeCountsFrom(prefix, claim.cah === true);
  return from !== null && line.dos >= from;
}

/** 042X, 043X, 044X on an institutional claim. */
function revenueDiscipline(claim: ExampleClaim, line: ExampleLine): string | null {
  if (claim.claimType !== 'institutional') return null;
  return REVENUE_DISCIPLINES[(line.rev ?? '').padStart(4, '0').slice(1, 3)] ?? null;
}

function inside(discipline: string, flags: readonly string[]): NaiveGrouping {
  return { bucket: BUCKETS[discipline] ?? null, discipline, flags };
}

function outside(...flags: readonly string[]): NaiveGrouping {
  return { bucket: null, discipline: null, flags };
}
