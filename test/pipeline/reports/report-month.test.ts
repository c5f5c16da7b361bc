// The month of a report by its name, the months before it, and whether it is over.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../../lib/domain/day.js';
import {
  earlyNotices,
  isMonthOver,
  monthBefore,
  parseReportMonth,
  twelveMonths,
  type ReportMonth,
} from '../../../lib/pipeline/reports/report-month.js';

function named(text: string): ReportMonth {
  const month = parseReportMonth(text);
  if (month === null) throw new Error('a month');
  return month;
}

describe('parseReportMonth', () => {
  it.each([
    ['2026-05', { month: '2026-05', from: '2026-05-01', to: '2026-05-31' }],
    ['2024-02', { month: '2024-02', from: '2024-02-01', to: '2024-02-29' }],
    ['2026-13', null],
    ['2026', null],
    ['2026-05-01', null],
  ])('reads %s', (text, expected) => {
    expect(parseReportMonth(text)).toEqual(expected);
  });

  it('knows the months before', () => {
    expect(monthBefore(named('2026-01')).month).toBe('2025-12');
    expect(twelveMonths(named('2026-02')).at(0)).toBe('2025-03');
  });
});

describe('a month', () => {
  it.each([
    ['2026-05-31', false],
    ['2026-05-01', false],
    ['2026-04-30', false],
    ['2026-06-01', true],
  ])('of May on %s: is over %s', (today, isOver) => {
    const may = named('2026-05');

    expect(isMonthOver(may, toIsoDay(today))).toBe(isOver);
    expect(earlyNotices(may, toIsoDay(today)).map((notice) => notice.slice(0, 18))).toEqual(
      isOver ? [] : [`Made on ${today}`],
    );
  });
});
