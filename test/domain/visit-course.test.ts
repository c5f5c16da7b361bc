// A course of visits: days at its pace, spend around its mean.

import { describe, expect, it } from '@jest/globals';
import { toIsoDay } from '../../lib/domain/day.js';
import { dayOfVisit, EIGHT_OF_TEN, spendAfter } from '../../lib/domain/visit-course.js';

const COURSE = {
  from: toIsoDay('2026-06-01'),
  visitsPerWeek: 2,
  visitCents: 10_000,
  deviationCents: 4_000,
};

describe('dayOfVisit', () => {
  it.each([
    [2, 1, '2026-06-05'],
    [2, 2, '2026-06-08'],
    [0.5, 1, '2026-06-15'],
    [0, 1, null],
  ])('at %d a week, of visit %i is %s', (visitsPerWeek, visits, day) => {
    expect(dayOfVisit({ ...COURSE, visitsPerWeek }, visits)).toBe(day);
  });
});

describe('spendAfter', () => {
  it.each([
    [1, 0, 10_000],
    [4, 0, 40_000],
    [4, EIGHT_OF_TEN, 50_252.8],
    [4, -EIGHT_OF_TEN, 29_747.2],
    [1, -4, 0],
  ])('of %i visits at %d deviations is %d', (visits, deviations, cents) => {
    expect(spendAfter(COURSE, visits, deviations)).toBeCloseTo(cents, 6);
  });
});
