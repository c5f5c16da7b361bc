// The decisions kept in a workspace as switches of the fold: later ones win, strange ones throw.

import { describe, expect, it } from '@jest/globals';
import { DEFAULT_FOLD_SETTINGS } from '../../lib/domain/fold-settings.js';
import { foldSettingsOf } from '../../lib/pipeline/fold-settings-of.js';
import type { JsonValue, SettingsChange } from '../../lib/ports/settings-store.js';

function decided(kind: string, key: string, value: JsonValue): SettingsChange {
  const enteredAt = '2026-11-21T10:00:00.000Z';
  return { kind, key, value, source: 'a letter', enteredBy: 'a person', enteredAt };
}

const SHORT = { yearAt: 2, yearDigits: 2, dayAt: 4 } as const;
const LONG = { yearAt: 0, yearDigits: 4, dayAt: 4 } as const;

describe('foldSettingsOf', () => {
  it('is the default where nothing was decided, or nothing that concerns the fold', () => {
    expect(foldSettingsOf([])).toEqual(DEFAULT_FOLD_SETTINGS);
    expect(foldSettingsOf([decided('reference_addition', '2027', { amount: '2550.00' })])).toEqual(
      DEFAULT_FOLD_SETTINGS,
    );
  });

  it.each([
    ['nearMinimumCents', 20_000, { nearTolerance: { kind: 'visit', minimumCents: 20_000 } }],
    ['nearMinimumCents', 0, { nearTolerance: { kind: 'visit', minimumCents: 0 } }],
    ['correctionPlacement', 'append', { correctionPlacement: 'append' }],
    ['mspAccrual', 'fee', { mspAccrual: 'fee' }],
  ])('%s is %j', (key, value, expected) => {
    expect(foldSettingsOf([decided('fold', key, value)])).toEqual({
      ...DEFAULT_FOLD_SETTINGS,
      ...expected,
    });
  });

  it('lets the later decision win', () => {
    const changes = [
      decided('fold', 'mspAccrual', 'fee'),
      decided('icn_layout', '01112', SHORT),
      decided('fold', 'mspAccrual', 'medicare_secondary_payment'),
      decided('icn_layout', '01112', LONG),
      decided('icn_layout', '00882', SHORT),
    ];

    expect(foldSettingsOf(changes)).toEqual({
      ...DEFAULT_FOLD_SETTINGS,
      icnLayouts: new Map<string, unknown>([
        ['01112', LONG],
        ['00882', SHORT],
      ]),
    });
  });

  it.each([
    ['an unknown switch', decided('fold', 'order', 'dos')],
    ['an unknown value', decided('fold', 'correctionPlacement', 'somewhere')],
    ['a negative tolerance', decided('fold', 'nearMinimumCents', -1)],
    ['a tolerance that is no number', decided('fold', 'nearMinimumCents', '150.00')],
    ['a layout with another year', decided('icn_layout', '01112', { ...SHORT, yearDigits: 3 })],
    ['a layout without a day', decided('icn_layout', '01112', { yearAt: 2, yearDigits: 2 })],
    ['a layout with more', decided('icn_layout', '01112', { ...SHORT, century: 20 })],
  ])('throws on %s', (_, change) => {
    expect(() => foldSettingsOf([change])).toThrow();
  });
});
