// Turns the decisions kept in a workspace into the switches of the fold. Later decisions win.

import * as z from 'zod';
import {
  DEFAULT_FOLD_SETTINGS,
  type FoldSettings,
  type IcnLayout,
} from '../domain/fold-settings.js';
import { toCents } from '../domain/money.js';
import type { SettingsChange } from '../ports/settings-store.js';

export const SETTING_KINDS = {
  /** An amount or a confirmed payer: read together with the reference data. */
  referenceAddition: 'reference_addition',
  icnLayout: 'icn_layout',
  fold: 'fold',
  /** What files may be: receive/intake-settings.ts. */
  intake: 'intake',
} as const;

const icnLayout = z.strictObject({
  yearAt: z.int().min(0),
  yearDigits: z.union([z.literal(2), z.literal(4)]),
  dayAt: z.int().min(0),
});

const foldSetting = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('nearMinimumCents'), value: z.int().min(0) }),
  z.strictObject({
    name: z.literal('correctionPlacement'),
    value: z.enum(['original', 'append']),
  }),
  z.strictObject({
    name: z.literal('mspAccrual'),
    value: z.enum(['medicare_secondary_payment', 'fee']),
  }),
]);

export type FoldSetting = z.infer<typeof foldSetting>;

/**
 * Throws a ZodError when a stored decision has another shape: the workspace is newer than we are.
 */
export function foldSettingsOf(changes: readonly SettingsChange[]): FoldSettings {
  let settings = DEFAULT_FOLD_SETTINGS;
  const layouts = new Map<string, IcnLayout>();
  for (const change of changes) {
    if (change.kind === SETTING_KINDS.icnLayout) {
      layouts.set(change.key, icnLayout.parse(change.value));
    } else if (change.kind === SETTING_KINDS.fold) {
      settings = withSetting(
        settings,
        foldSetting.parse({ name: change.key, value: change.value }),
      );
    }
  }
  return { ...settings, icnLayouts: layouts };
}

function withSetting(settings: FoldSettings, change: FoldSetting): FoldSettings {
  switch (change.name) {
    case 'nearMinimumCents':
      return { ...settings, nearTolerance: { kind: 'visit', minimumCents: toCents(change.value) } };
    case 'correctionPlacement':
      return { ...settings, correctionPlacement: change.value };
    case 'mspAccrual':
      return { ...settings, mspAccrual: change.value };
  }
}
