// How a claim looked before it was put right: the error that a correction later mends. Given the
// lines that stand at the end, these make the lines of an earlier version, and the other way round
// for a claim that was denied at the limit and reopened.

import type { BilledLine } from './adjudicate.js';
import type { ClaimDraft } from './claim-draft.js';
import { groupOfLine, usedKey } from './kx-standing.js';
import type { Prng } from './prng.js';
import type { DraftLine } from './visits.js';

type BillingError = 'one_unit_more' | 'kx_too_much' | 'lacks_information';

export function asFirstBilled(
  lines: readonly BilledLine[],
  isMedicare: boolean,
  prng: Prng,
): readonly BilledLine[] {
  const errors: readonly BillingError[] = isMedicare
    ? ['one_unit_more', 'kx_too_much', 'lacks_information']
    : ['one_unit_more', 'lacks_information'];
  const error = prng.pick(errors);
  const fitting = lines.filter((line) => line.denial === null && canHave(error, line));
  const wrong = fitting.length > 0 ? prng.pick(fitting) : lines[0];
  // Where the drawn error fits no line, the first line was sent without what it needs.
  const applied = fitting.length > 0 ? error : 'lacks_information';
  return lines.map((line) => (line === wrong ? withError(line, applied) : line));
}

/** The same claim with its days in the December before, as a slip of the pen would have it. */
export function asServedBefore(lines: readonly BilledLine[]): readonly BilledLine[] {
  return lines.map((line) => ({
    ...line,
    service: { ...line.service, day: line.service.day - 14 },
  }));
}

/** Lines denied at the limit come back with KX; on an institutional claim the whole group does. */
export function asReopened(draft: ClaimDraft, lines: readonly BilledLine[]): readonly BilledLine[] {
  const keyOf = (line: BilledLine): string | null => {
    const group = groupOfLine(line.service);
    return group === null ? null : usedKey(line.service, group);
  };
  const isAtLimit = (line: BilledLine): boolean => line.denial?.reason === '119';
  const keys = new Set(lines.filter(isAtLimit).map(keyOf));
  const isWhole = draft.setting.kind === 'institutional';
  return lines.map((line) => {
    if (!isAtLimit(line) && !(isWhole && keys.has(keyOf(line)))) return line;
    const kx = { ...line.kx, hasKx: true, plantedBy: null };
    const { plantedBy } = line.service;
    return { ...line, kx, plantedBy, denial: isAtLimit(line) ? null : line.denial };
  });
}

function canHave(error: BillingError, line: BilledLine): boolean {
  switch (error) {
    case 'one_unit_more':
      return line.service.code.isTimed;
    case 'kx_too_much':
      return !line.kx.hasKx && !line.kx.isOver && line.service.discipline !== null;
    case 'lacks_information':
      return true;
  }
}

function withError(line: BilledLine, error: BillingError): BilledLine {
  switch (error) {
    case 'one_unit_more':
      return { ...line, service: withOneUnitMore(line.service) };
    case 'kx_too_much':
      return { ...line, kx: { ...line.kx, hasKx: true } };
    case 'lacks_information':
      return { ...line, denial: { group: 'CO', reason: '16', remark: 'N290' } };
  }
}

function withOneUnitMore(service: DraftLine): DraftLine {
  const units = service.units + 1;
  const scaled = (cents: number): number => Math.round((cents * units) / service.units);
  return {
    ...service,
    units,
    chargeCents: scaled(service.chargeCents),
    allowedCents: scaled(service.allowedCents),
    multipleProcedureCents: scaled(service.multipleProcedureCents),
  };
}
