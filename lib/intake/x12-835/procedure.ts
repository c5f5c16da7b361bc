// Composite procedure codes (SVC01, SVC06): `HC:97110:GP:KX`, cut by the separator in use.
// ISA16 is not always that separator, so the composite itself is asked (FORMATS, trap 1).

import { decodeLatin } from '../x12/bytes.js';
import type { Segment } from '../x12/segment.js';
import { ValueCache } from '../x12/value-cache.js';

export interface Procedure {
  readonly qualifier: string;
  /** Empty for a bare revenue code (NU) and where the code is missing. */
  readonly hcpcs: string;
  readonly modifiers: readonly string[];
  /** Four digits, from NU. */
  readonly revenueCode: string | null;
  readonly fault: 'PROCEDURE_MISSING' | 'PROCEDURE_NOT_A_CODE' | null;
  /** True when the composite uses another separator than ISA16 says. */
  readonly isOddlySeparated: boolean;
}

const MODIFIERS_FROM = 2;
const MODIFIERS_TO = 6;
const ODD_SEPARATOR = /^\s*(?:HC|NU|N4|AD)([^A-Za-z0-9])/;
const QUALIFIER = /^[A-Z0-9]{2}$/;
const CODE = /^[A-Z0-9]*$/;
const REVENUE_CODE = /^\d{3,4}$/;

/** Reads composites of one interchange after another; equal ones are read once. */
export class ProcedureReader {
  /** ISA16 in force; 0 for none. */
  separator = 0;
  private cache = new ValueCache((raw) => parseProcedure(raw, this.separator));

  /** ISA16 of the interchange that begins; 0 when it has none. */
  useSeparator(separator: number): void {
    if (separator === this.separator) return;
    this.separator = separator;
    this.cache = new ValueCache((raw) => parseProcedure(raw, separator));
  }

  /** Null when the element is absent or empty. */
  read(segment: Segment, element: number): Procedure | null {
    return segment.has(element) ? segment.cached(element, this.cache) : null;
  }
}

/** `raw` is Latin-1 text, one character a byte. */
function parseProcedure(raw: string, separator: number): Procedure {
  const declared = separator === 0 ? '' : String.fromCharCode(separator);
  const isDeclared = declared !== '' && raw.includes(declared);
  const found = isDeclared ? declared : ODD_SEPARATOR.exec(raw)?.[1];
  const parts = (found === undefined ? [raw] : raw.split(found)).map((part) =>
    decodeLatin(part).trim().toUpperCase(),
  );
  const qualifier = parts[0] ?? '';
  const code = parts[1] ?? '';
  const modifiers = parts.slice(MODIFIERS_FROM, MODIFIERS_TO).filter((part) => part !== '');
  return {
    qualifier,
    hcpcs: qualifier === 'NU' ? '' : code,
    modifiers,
    revenueCode: qualifier === 'NU' ? parseRevenueCode(code) : null,
    fault: findFault(qualifier, [code, ...modifiers]),
    isOddlySeparated: found !== undefined && !isDeclared,
  };
}

/** Three or four digits, padded to four; null for anything else. */
export function parseRevenueCode(code: string): string | null {
  return REVENUE_CODE.test(code) ? code.padStart(4, '0') : null;
}

function findFault(qualifier: string, codes: readonly string[]): Procedure['fault'] {
  if (codes[0] === '') return 'PROCEDURE_MISSING';
  // A foreign separator inside a HCPCS code would hide modifiers: never accept it as a code.
  const isBroken = qualifier === 'HC' && codes.some((code) => !CODE.test(code));
  return isBroken || !QUALIFIER.test(qualifier) ? 'PROCEDURE_NOT_A_CODE' : null;
}
