// Replays one case of the worked-example kinds that are not ledgers.

import { selectPaidLines } from '../../domain/cwf-line-selection.js';
import { toIsoDay } from '../../domain/day.js';
import {
  certificationDue,
  isInitialCertificationMet,
  progressReports,
  recertificationDue,
} from '../../domain/documentation-deadlines.js';
import { isMbi, isNpi } from '../../domain/identifiers.js';
import { minutesToUnits, type TimedService } from '../../domain/minutes-to-units.js';
import { formatCents, parseCents, ZERO_CENTS, type Cents } from '../../domain/money.js';
import type { ReferenceData } from '../../domain/reference.js';
import { twoByTwoTest } from '../../domain/statistics/two-by-two-test.js';
import { indexThreshold } from '../../domain/threshold-index.js';
import type { Example } from './example-schema.js';

type CaseExample = Exclude<Example, { kind: 'ledger' }>;
type CaseOf<K extends CaseExample['kind']> = Extract<Example, { kind: K }>['cases'][number];
type AnyCase = CaseExample['cases'][number];

/** The answer in the shape of the case's `expected`. */
export function replayCase(
  kind: CaseExample['kind'],
  one: AnyCase,
  reference: ReferenceData,
): unknown {
  switch (kind) {
    case 'threshold_index': {
      const given = one as CaseOf<'threshold_index'>;
      return formatCents(indexThreshold(amount(given.prior), given.meiPercent));
    }
    case 'minutes_to_units':
      return unitsAnswer(one as CaseOf<'minutes_to_units'>, reference);
    case 'identifiers': {
      const given = one as CaseOf<'identifiers'>;
      return given.type === 'mbi' ? isMbi(given.value) : isNpi(given.value);
    }
    case 'documentation_deadlines':
      return deadlineAnswer(one as CaseOf<'documentation_deadlines'>);
    case 'cwf_line_selection':
      return selectionAnswer(one as CaseOf<'cwf_line_selection'>);
    case 'two_by_two_test':
      return testAnswer(one as CaseOf<'two_by_two_test'>);
  }
}

function unitsAnswer(given: CaseOf<'minutes_to_units'>, reference: ReferenceData): unknown {
  const services = Object.entries(given.minutes).map(([code, minutes]): TimedService => {
    const row = reference.therapyCodes.get(code)?.[0];
    if (row === undefined) return { code, minutes, timing: 'other' };
    if (!row.isTimed) return { code, minutes, timing: 'untimed' };
    return { code, minutes, timing: row.minutesPerUnit === 15 ? 'pool' : 'other' };
  });
  const { totalUnits, allocation } = minutesToUnits(services);
  return { totalUnits, allocation };
}

function deadlineAnswer(given: CaseOf<'documentation_deadlines'>): unknown {
  const answer: Record<string, unknown> = {};
  if (given.firstTreatment !== undefined) {
    const first = toIsoDay(given.firstTreatment);
    const planEnd = typeof given.planEnd === 'string' ? toIsoDay(given.planEnd) : null;
    answer['certificationDue'] = certificationDue(first);
    answer['recertificationDue'] = recertificationDue(first, planEnd);
    answer['initialCertificationMet'] = isInitialCertificationMet({
      firstTreatment: first,
      isSignedOrderOnFile: given.signedOrderOnFile ?? false,
      planTransmitted: given.planTransmitted ? toIsoDay(given.planTransmitted) : null,
      physicianSignature: given.physicianSignature ? toIsoDay(given.physicianSignature) : null,
    });
  }
  if (given.treatmentDays !== undefined) {
    const reports = progressReports(given.treatmentDays, given.progressReportsOnTreatmentDay ?? []);
    answer['progressReportsDueByDay'] = reports.dueByDay;
    answer['overdue'] = reports.isOverdue;
  }
  return answer;
}

function selectionAnswer(given: CaseOf<'cwf_line_selection'>): unknown {
  const selection = selectPaidLines(
    amount(given.remaining),
    given.lines.map((line) => ({ line: line.line, allowedCents: amount(line.allowed) })),
  );
  return {
    paidLines: selection.paidLines,
    deniedLines: selection.deniedLines,
    amountReported: formatCents(selection.amountReportedCents),
  };
}

function testAnswer(given: CaseOf<'two_by_two_test'>): unknown {
  const result = twoByTwoTest(given.provider, given.peer);
  const bound = given.expected.pBelow;
  const isBelow = typeof bound === 'number' && result.pValue !== null && result.pValue < bound;
  return {
    chiSquare: result.chiSquare === null ? null : Number(result.chiSquare.toFixed(4)),
    pBelow: isBelow ? bound : result.pValue,
    significantlyHigher: result.isSignificantlyHigher,
  };
}

function amount(text: string): Cents {
  return parseCents(text) ?? ZERO_CENTS;
}
