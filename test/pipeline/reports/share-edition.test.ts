// The edition for outside readers: nobody is named, few people make no row, and no row that is left
// out can be had by subtraction.

import { describe, expect, it } from '@jest/globals';
import { reportDocument } from '../../../lib/pipeline/reports/document/report-document.js';
import type { ReportModel } from '../../../lib/pipeline/reports/report-model.js';
import { shareEdition, TooFewToShareError } from '../../../lib/pipeline/reports/share-edition.js';
import { emptyModel } from './empty-model.js';

const zone = (
  group: 'PT_SLP' | 'OT',
  name: 'below_kx' | 'over_kx' | 'over_review',
  people: number,
) => ({
  year: 2026,
  group,
  zone: name,
  beneficiaries: people,
  lowerBoundBeneficiaries: people,
  totalCents: people * 100,
  outsideCents: 0,
});
const exposure = (year: number, beneficiaries: number) => ({
  topic: 'rac_0a339' as const,
  year,
  group: 'OT' as const,
  lines: 40,
  beneficiaries,
  allowedCents: 4000,
  paidCents: 3000,
});
const amount = (count: number) => ({ count, cents: count * 10, paidCents: count * 8 });
const moved = (measure: ReportModel['movement'][number]['measure'], count: number) => ({
  measure,
  opening: amount(count),
  restated: amount(0),
  added: amount(0),
  resolved: amount(0),
  cleared: amount(0),
  closing: amount(count),
});

const MODEL = emptyModel({
  organisation: 'Main Street Therapy',
  completeness: { ...emptyModel().completeness, beneficiaries: 200 },
  zones: [
    zone('PT_SLP', 'below_kx', 120),
    zone('PT_SLP', 'over_kx', 30),
    zone('PT_SLP', 'over_review', 4),
    zone('OT', 'below_kx', 50),
    zone('OT', 'over_kx', 20),
  ],
  years: (['PT_SLP', 'OT'] as const).map((group) => ({
    year: 2026,
    group,
    beneficiaries: group === 'OT' ? 70 : 154,
    therapyLines: 900,
    kxLines: 90,
    deniedLines: 0,
    accruedCents: 9000,
    paidCents: 7000,
    kxAmountCents: 248_000,
    reviewAmountCents: 300_000,
    isKxAmountPending: false,
  })),
  exposures: [exposure(2024, 3), exposure(2025, 30), exposure(2026, 60)],
  movement: [
    moved('rac_kx_lines', 120),
    moved('early', 40),
    moved('missing', 5),
    moved('over_kx', 54),
  ],
  providers: [
    {
      role: 'rendering',
      npi: '1234567893',
      beneficiaries: 40,
      score: 30,
      band: 'watch',
      detected: [
        { pattern: 'early_kx', sentence: '3 of 40 beneficiaries of 1234567893 ...' },
        { pattern: 'kx_share', sentence: '3 of 40 beneficiaries of 1234567893 ...' },
      ],
      parts: [],
      factors: [],
      cbr: [],
    },
    {
      role: 'billing',
      npi: '1999999984',
      beneficiaries: 6,
      score: 0,
      band: 'not_scored',
      detected: [],
      parts: [],
      factors: [],
      cbr: [],
    },
  ],
  lines: [],
});

describe('the share edition', () => {
  const shared = shareEdition(MODEL);

  it('leaves out rows of few people and at least one more beside them', () => {
    expect(shared.zones.map(({ group, zone: name }) => `${group} ${name}`)).toEqual([
      'PT_SLP below_kx',
      'OT below_kx',
      'OT over_kx',
    ]);
    expect(shared.exposures.map(({ year }) => year)).toEqual([2026]);
  });

  it('leaves out sums from which a missing row could be computed', () => {
    expect(shared.movement.map(({ measure }) => measure)).toEqual(['early']);
    expect(shared.years.map(({ group }) => group)).toEqual(['OT']);
  });

  it('names nobody', () => {
    const document = reportDocument(MODEL, {
      sha256: 'a'.repeat(64),
      isForCounsel: true,
      isShared: true,
    });
    const text = JSON.stringify(document);

    expect(text).not.toMatch(/1234567893|1999999984|Main Street/);
    expect(text).toContain('Provider 1');
    expect(text).toContain('KX before the amount is reached. Beneficiaries with KX.');
    expect(document.title).toContain('share edition');
    expect(document.mark).toBe('Prepared at the direction of counsel');
    expect(document.sections.map(({ id }) => id)).not.toContain('lines');
    expect(text).not.toMatch(/No line stands in this exposure|No total has a first KX/);
  });

  it('draws nothing whose parts or months it leaves out', () => {
    const month = (at: number, kxLines: number) => ({
      month: `2026-${String(at + 1).padStart(2, '0')}`,
      therapyLines: 90,
      kxLines,
      judgedKxLines: kxLines,
      earlyLines: 0,
      allowedCents: 9000,
    });
    const trend = Array.from({ length: 12 }, (_, at) => month(at, at === 3 ? 4 : 40));
    const options = { sha256: 'a'.repeat(64), isForCounsel: false, isShared: true };

    const { sections } = reportDocument({ ...MODEL, trend }, options);
    const blocks = sections.flatMap((section) => section.blocks);
    expect(blocks.filter(({ kind }) => kind === 'chart')).toEqual([]);
    expect(JSON.stringify(blocks)).toContain('no line is drawn over those that are left');
  });

  it('is not made of fewer than eleven', () => {
    const few = { ...MODEL, completeness: { ...MODEL.completeness, beneficiaries: 10 } };

    expect(() => shareEdition(few)).toThrow(TooFewToShareError);
  });
});
