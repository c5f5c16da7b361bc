// How figures and words are written on every page.

const DOLLARS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const COUNT = new Intl.NumberFormat('en-US');
const PERCENT = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 });

export const MASKED = 'masked';

export function dollars(cents: number | null): string {
  return cents === null ? MASKED : DOLLARS.format(cents / 100);
}

/** An amount that the year does not have, or that nobody knows. */
export function dollarsOr(cents: number | null, words: string): string {
  return cents === null ? words : DOLLARS.format(cents / 100);
}

export function count(value: number | null): string {
  return value === null ? MASKED : COUNT.format(value);
}

export function percent(share: number | null): string {
  return share === null ? 'no data' : PERCENT.format(share);
}

/** `1 line`, `1,200 lines`, `masked lines`. */
export function plural(value: number | null, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `routine_early_kx` as `routine early KX`. */
export function idWords(id: string): string {
  return id.replaceAll('_', ' ').replaceAll(/\bkx\b/g, 'KX');
}

export function groupName(group: string | null): string {
  if (group === null) return 'none';
  return group === 'OT' ? 'OT' : 'PT+SLP';
}

/** Enough of a token to tell two rows apart; the whole of it is in the link. */
export function shortToken(token: string): string {
  return token.slice(token.indexOf('_') + 1).slice(0, 8);
}

export const ASSESSMENT_WORDS: Readonly<Record<string, string>> = {
  ok: 'OK',
  missing: 'KX missing',
  early: 'KX early',
  near: 'KX near the amount',
  conflict: 'KX with a notice modifier',
  mixed: 'KX on some SLP lines',
  not_applicable: 'KX does not apply',
};

export const EXPECTED_WORDS: Readonly<Record<string, string>> = {
  required: 'required',
  claim_level: 'on the claim',
  all_or_none: 'on all lines or none',
  not_required: 'not required',
  not_applicable: 'does not apply',
  not_determined: 'not determined',
};

export const CERTAINTY_WORDS: Readonly<Record<string, string>> = {
  certain: 'certain',
  depends_on_outside_spend: 'depends on spend elsewhere',
  not_determined: 'not determined',
};

export const ZONE_WORDS: Readonly<Record<string, string>> = {
  below_kx: 'below the KX amount',
  over_kx: 'above the KX amount',
  over_review: 'above the review amount',
  kx_amount_unknown: 'KX amount not known',
};

export const BAND_WORDS: Readonly<Record<string, string>> = {
  high: 'high',
  watch: 'watch',
  low: 'low',
  not_scored: 'not scored',
};
