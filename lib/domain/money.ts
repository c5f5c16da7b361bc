// Money for the whole product: integer cents, never a float.
// Every amount in a feed is decimal text; it becomes cents here, once, by its digits.

declare const centsBrand: unique symbol;

/** An amount in whole US cents; may be negative. */
export type Cents = number & { readonly [centsBrand]: true };

/** The largest amount one field may carry: a billion dollars. Above it a field is not money. */
const LARGEST_CENTS = 100_000_000_000;

export const ZERO_CENTS = 0 as Cents;

/** Brands an integer as cents. Throws on anything that is not a safe integer. */
export function toCents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError('cents must be a safe integer');
  return (value === 0 ? 0 : value) as Cents;
}

export function addCents(left: Cents, right: Cents): Cents {
  return (left + right) as Cents;
}

export function subtractCents(left: Cents, right: Cents): Cents {
  return (left - right) as Cents;
}

export function maxCents(left: Cents, right: Cents): Cents {
  return left > right ? left : right;
}

/**
 * Reads decimal text as X12 writes it (`.92`, `12.`, `205.00`, `-0.42`, `+5`), without going
 * through a float. More than two decimals are accepted only when the rest are zeros.
 * Returns null when the text is not an amount.
 */
export function parseCents(text: string): Cents | null {
  let at = 0;
  const sign = text.charCodeAt(0) === 45 ? -1 : 1;
  if (sign === -1 || text.charCodeAt(0) === 43) at = 1;
  let whole = 0;
  let digits = 0;
  let decimals = -1;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 46 && decimals < 0) {
      decimals = 0;
    } else if (code >= 48 && code <= 57) {
      digits += 1;
      if (decimals < 2) whole = whole * 10 + (code - 48);
      else if (code !== 48) return null;
      if (decimals >= 0) decimals += 1;
      if (whole > LARGEST_CENTS) return null;
    } else return null;
  }
  if (digits === 0) return null;
  const scaled = decimals <= 0 ? whole * 100 : decimals === 1 ? whole * 10 : whole;
  return scaled > LARGEST_CENTS ? null : ((scaled === 0 ? 0 : sign * scaled) as Cents);
}

/** `-123456` -> `-1234.56`: plain decimal text, as the worked examples write it. */
export function formatCents(amount: Cents): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return amount < 0 ? `-${text}` : text;
}

/** `-123456` -> `-$1,234.56`: for people. */
export function formatDollars(amount: Cents): string {
  const [whole = '0', fraction = '00'] = formatCents(Math.abs(amount) as Cents).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}$${grouped}.${fraction}`;
}
