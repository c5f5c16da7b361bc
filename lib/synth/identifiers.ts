// Identifiers that pass every check digit and pattern (RULES 8.7) and yet belong to nobody: NPIs
// start with 2, a range that is not issued, and names say that they are made up. Each maps an index
// to a value one to one, so that no two beneficiaries or providers ever share a number.

const MBI_LETTERS = 'ACDEFGHJKMNPQRTUVWXY';
const MBI_ANY = `${MBI_LETTERS}0123456789`;
const DIGITS = '0123456789';
/** The alphabet of each place of a Medicare beneficiary identifier. */
const MBI_PLACES = [
  '123456789',
  MBI_LETTERS,
  MBI_ANY,
  DIGITS,
  MBI_LETTERS,
  MBI_ANY,
  DIGITS,
  MBI_LETTERS,
  MBI_LETTERS,
  DIGITS,
  DIGITS,
];
const MBI_COUNT = MBI_PLACES.reduce((product, place) => product * BigInt(place.length), 1n);
/** No factor 2, 3 or 5, hence coprime to the number of MBIs: index -> number stays one to one. */
const MBI_STEP = 7_368_787_411_003n;

const SURNAME_STEMS = ['SYNTH', 'DUMMY', 'FICTUS', 'SAMPLE', 'MOCK'];
const FIRST_NAMES = ['ALEX', 'BLAIR', 'CASEY', 'DREW', 'ELLIS', 'FINLEY', 'GRAY', 'HARPER'];

export function mbiAt(seed: number, index: number): string {
  let rest = (BigInt(seed) * 1_000_003n + BigInt(index) * MBI_STEP) % MBI_COUNT;
  let text = '';
  for (const place of MBI_PLACES) {
    const size = BigInt(place.length);
    text += place.charAt(Number(rest % size));
    rest /= size;
  }
  return text;
}

export function npiAt(seed: number, index: number): string {
  const middle = (seed * 7919 + index * 31_415_927) % 100_000_000;
  const stem = `2${String(middle).padStart(8, '0')}`;
  return stem + luhnCheckDigit(`80840${stem}`);
}

/** A tax number with a prefix that marks it as made up. */
export function tinAt(index: number): string {
  return `99${String(index % 10_000_000).padStart(7, '0')}`;
}

export function surnameAt(index: number): string {
  const stem = SURNAME_STEMS[index % SURNAME_STEMS.length] ?? 'SYNTH';
  let rest = Math.floor(index / SURNAME_STEMS.length);
  let suffix = '';
  do {
    suffix = String.fromCharCode(65 + (rest % 26)) + suffix;
    rest = Math.floor(rest / 26) - 1;
  } while (rest >= 0);
  return stem + suffix;
}

export function firstNameAt(index: number): string {
  return FIRST_NAMES[index % FIRST_NAMES.length] ?? 'ALEX';
}

function luhnCheckDigit(digits: string): string {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - at));
    const weighted = at % 2 === 0 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return String((10 - (sum % 10)) % 10);
}
