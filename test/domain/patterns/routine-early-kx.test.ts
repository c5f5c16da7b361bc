// The pattern on counts alone: who is detected, who is not, who cannot be judged, and what it says.

import { describe, expect, it } from '@jest/globals';
import {
  routineEarlyKx,
  type ProviderEarlyKx,
} from '../../../lib/domain/patterns/routine-early-kx.js';

let nextNpi = 0;

function provider(hits: number, n: number, more: Partial<ProviderEarlyKx> = {}): ProviderEarlyKx {
  nextNpi += 1;
  return {
    year: 2026,
    role: 'rendering',
    npi: String(1_000_000_000 + nextNpi),
    beneficiaries: n,
    assessableBeneficiaries: n,
    firstDateEarlyBeneficiaries: hits,
    kxLines: hits * 3,
    earlyKxLines: hits * 2,
    ...more,
  };
}

function kinds(rows: readonly ProviderEarlyKx[]): readonly string[] {
  return routineEarlyKx(rows).map(({ outcome }) =>
    outcome.kind === 'notApplicable' ? outcome.reason : outcome.kind,
  );
}

describe('routineEarlyKx', () => {
  it.each([
    ['far above its peers', [provider(30, 40), provider(10, 200)], ['detected', 'clear']],
    ['as its peers', [provider(8, 40), provider(40, 200)], ['clear', 'clear']],
    ['below its peers', [provider(0, 60), provider(60, 200)], ['clear', 'detected']],
    ['higher by little', [provider(10, 40), provider(40, 200)], ['clear', 'clear']],
    [
      'of 19 beneficiaries',
      [provider(19, 19), provider(10, 200)],
      ['TOO_FEW_BENEFICIARIES', 'TOO_FEW_PEER_BENEFICIARIES'],
    ],
    ['of 20 beneficiaries', [provider(20, 20), provider(10, 200)], ['detected', 'clear']],
    ['alone', [provider(40, 40)], ['TOO_FEW_PEER_BENEFICIARIES']],
    [
      'of which nothing can be told',
      [provider(0, 0, { beneficiaries: 50 }), provider(1, 30)],
      ['TOO_FEW_BENEFICIARIES', 'TOO_FEW_PEER_BENEFICIARIES'],
    ],
    ['where nobody uses KX', [provider(0, 40), provider(0, 40)], ['clear', 'clear']],
  ])('answers for a provider %s', (_, rows, expected) => {
    expect(kinds(rows)).toEqual(expected);
  });

  it('compares within one role and one year only', () => {
    const rows = [
      provider(30, 40),
      provider(4, 200),
      provider(30, 40, { role: 'billing' }),
      provider(30, 40, { year: 2025 }),
      provider(150, 200, { year: 2025 }),
    ];

    expect(kinds(rows)).toEqual([
      'detected',
      'clear',
      'TOO_FEW_PEER_BENEFICIARIES',
      'clear',
      'clear',
    ]);
  });

  it('asks for more where many providers are tested', () => {
    const odd = provider(16, 40);
    const alike = (count: number) => Array.from({ length: count }, () => provider(8, 40));

    expect(kinds([odd, ...alike(1)])[0]).toBe('clear');
    expect(kinds([odd, ...alike(4)])[0]).toBe('detected');
    expect(kinds([odd, ...alike(60)])[0]).toBe('clear');
  });

  it('shows its evidence and its arithmetic', () => {
    const [result] = routineEarlyKx([
      provider(30, 40, { npi: '1234567893', beneficiaries: 44 }),
      provider(10, 200),
    ]);

    expect(result).toMatchObject({
      pattern: 'routine_early_kx',
      provider: { year: 2026, role: 'rendering', npi: '1234567893' },
      outcome: { kind: 'detected' },
      rules: ['KX-10', 'OIG-2', 'STAT-1'],
      evidence: { share: 0.75, peers: { providers: 1, hits: 10, n: 200 } },
    });
    expect(result?.evidence.test?.method).toBe('chi_square');
    expect(result?.evidence.test?.adjustedPValue).toBeGreaterThanOrEqual(
      result?.evidence.test?.pValue ?? 1,
    );
    expect(result?.sentence).toBe(
      'KX while not required on the first therapy date of the year: 30 of 40 (75.0%, 95% ' +
        'interval 59.8% to 85.8%) beneficiaries, higher than peers in your data (1 provider): ' +
        '10 of 200 (5.0%, 95% interval 2.7% to 9.0%).',
    );
  });

  it('says why it does not answer, and never a verdict beyond the screen', () => {
    const sentences = routineEarlyKx([
      provider(3, 4),
      provider(30, 40),
      provider(2, 400),
      provider(0, 0, { role: 'billing' }),
    ]).map(({ sentence }) => sentence);

    expect(sentences[0]).toContain('Not judged: this provider must have at least 20 beneficiaries');
    expect(sentences[3]).toContain('0 of 0');
    expect(sentences.join(' ')).not.toMatch(/fraud|violation|overpayment|abus/i);
  });

  it('answers each row in its place', () => {
    const rows = [provider(1, 30), provider(2, 30, { role: 'billing' }), provider(3, 30)];

    expect(routineEarlyKx(rows).map(({ provider: { npi } }) => npi)).toEqual(
      rows.map(({ npi }) => npi),
    );
    expect(routineEarlyKx([])).toEqual([]);
  });
});
