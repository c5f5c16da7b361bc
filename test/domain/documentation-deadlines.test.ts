// DOC-3, DOC-3a, DOC-4, DOC-6: the days on which documentation falls due.

import { describe, expect, it } from '@jest/globals';
import {
  certificationDue,
  isInitialCertificationMet,
  progressReports,
  recertificationDue,
} from '../../lib/domain/documentation-deadlines.js';
import { day } from '../support/amounts.js';

describe('certificationDue and recertificationDue', () => {
  it.each([
    ['2026-03-02', '2026-04-27', '2026-04-01', '2026-04-27'],
    ['2026-03-02', '2026-08-31', '2026-04-01', '2026-05-31'],
    ['2026-03-02', '2026-05-31', '2026-04-01', '2026-05-31'],
    ['2026-03-02', '2026-06-01', '2026-04-01', '2026-05-31'],
    ['2026-03-02', null, '2026-04-01', '2026-05-31'],
    ['2024-02-01', null, '2024-03-02', '2024-05-01'],
    ['2025-02-01', null, '2025-03-03', '2025-05-02'],
    ['2025-12-15', '2026-02-28', '2026-01-14', '2026-02-28'],
  ])('first treatment %s, plan end %s: due %s, then %s', (first, planEnd, initial, again) => {
    expect(certificationDue(day(first))).toBe(initial);
    expect(recertificationDue(day(first), planEnd === null ? null : day(planEnd))).toBe(again);
  });
});

describe('progressReports', () => {
  const CASES: readonly (readonly [
    string,
    number,
    readonly number[],
    readonly number[],
    boolean,
  ])[] = [
    ['no treatment', 0, [], [], false],
    ['nine days, nothing due', 9, [], [], false],
    ['the tenth day is today', 10, [], [10], false],
    ['the tenth day has passed', 11, [], [10], true],
    ['on time', 12, [10], [10], false],
    ['on time twice', 20, [10, 20], [10, 20], false],
    ['the second is due today', 20, [10], [10, 20], false],
    ['the second is missed', 21, [10], [10, 20], true],
    ['none in twenty-five days', 25, [], [10, 20], true],
    ['early: the count restarts', 15, [6], [], false],
    ['early: due ten days after it', 16, [6], [16], false],
    ['early: then missed', 17, [6], [16], true],
    ['early twice', 22, [4, 12], [22], false],
    ['late: the due day had passed', 12, [12], [10], true],
    ['late: the count restarts at the report', 21, [12], [10], true],
    ['late: next due ten days after it', 22, [12], [10, 22], true],
    ['on the first day', 11, [1], [11], false],
    ['in any order', 20, [20, 10], [10, 20], false],
    ['the same report named twice', 20, [10, 10], [10, 20], false],
  ];

  it.each(CASES)(
    '%s: %i days, reports on %j',
    (_, treatmentDays, reportDays, dueByDay, isOverdue) => {
      expect(progressReports(treatmentDays, reportDays)).toEqual({ dueByDay, isOverdue });
    },
  );
});

describe('isInitialCertificationMet', () => {
  /** First treatment, order on file, plan sent, signature, met. */
  const CASES: readonly (readonly [
    string,
    string,
    boolean,
    string | null,
    string | null,
    boolean,
  ])[] = [
    ['signed on the last day', '2026-03-02', false, null, '2026-04-01', true],
    ['signed a day late', '2026-03-02', false, null, '2026-04-02', false],
    ['signed before treatment', '2026-03-02', false, null, '2026-02-27', true],
    ['nothing at all', '2026-03-02', false, null, null, false],
    ['order, and plan sent on the last day', '2026-03-02', true, '2026-04-01', null, true],
    ['order, and plan sent a day late', '2026-03-02', true, '2026-04-02', null, false],
    ['order, plan never sent', '2026-03-02', true, null, null, false],
    ['plan sent, but no order', '2026-03-02', false, '2026-03-05', null, false],
    ['order and plan, signed late as well', '2026-03-02', true, '2026-03-05', '2026-06-01', true],
    ['order and plan late, signed in time', '2026-03-02', true, '2026-05-01', '2026-03-20', true],
    ['first day of the exception', '2025-01-01', true, '2025-01-10', null, true],
    ['last day before it', '2024-12-31', true, '2025-01-10', null, false],
    ['before it, signed in time', '2024-12-31', true, '2025-01-10', '2025-01-30', true],
  ];

  it.each(CASES)('%s', (_, first, isSignedOrderOnFile, sent, signed, isMet) => {
    const facts = {
      firstTreatment: day(first),
      isSignedOrderOnFile,
      planTransmitted: sent === null ? null : day(sent),
      physicianSignature: signed === null ? null : day(signed),
    };

    expect(isInitialCertificationMet(facts)).toBe(isMet);
  });
});
