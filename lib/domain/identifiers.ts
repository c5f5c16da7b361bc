// The two identifiers of the field, by their published forms (RULES 8.7).

/** ID-MBI: no S, L, O, I, B, Z among the letters. */
const MBI_PATTERN =
  /^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/;

/** The Luhn check digit of an NPI is computed with this prefix in front. */
const NPI_PREFIX = '80840';

/** As it is stored and hashed: no dashes or spaces, upper case. */
export function normalizeMbi(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

export function isMbi(text: string): boolean {
  return MBI_PATTERN.test(normalizeMbi(text));
}

/** ID-NPI: ten digits, first 1 or 2, Luhn over `80840` and the number. */
export function isNpi(text: string): boolean {
  return /^[12]\d{9}$/.test(text) && luhnSum(NPI_PREFIX + text) % 10 === 0;
}

function luhnSum(digits: string): number {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}
