// A decision about a tenant, entered where nobody has a session with the workspace: checked against
// all that reads decisions before it is kept, because nothing that is appended is ever taken back.

import * as z from 'zod';
import type { Clock } from '../ports/clock.js';
import type { SettingsChange, SettingsStore } from '../ports/settings-store.js';
import { SETTING_KINDS } from './fold-settings-of.js';
import { intakeSettingsOf } from './receive/intake-settings.js';
import { tenantRules, type OpenReference } from './tenant-rules.js';

const TEXT = z.string().trim().min(1).max(500);

export const SETTING_TO_ENTER = z.strictObject({
  kind: z.enum(SETTING_KINDS),
  key: TEXT,
  value: z.json(),
  source: TEXT,
  enteredBy: TEXT,
});

export type SettingToEnter = z.infer<typeof SETTING_TO_ENTER>;

export interface EnterSetting {
  readonly tenantId: string;
  readonly settings: SettingsStore;
  readonly openReference: OpenReference;
  readonly clock: Clock;
}

/** Entering again what was entered last changes nothing: whoever does so may be repeated. */
export async function enterSetting(place: EnterSetting, entered: SettingToEnter): Promise<void> {
  const { tenantId, settings, clock } = place;
  const { changes } = await settings.read(tenantId);
  const { kind, key } = entered;
  const last = changes.findLast((change) => change.kind === kind && change.key === key);
  if (last !== undefined && isSame(last, entered)) return;
  const change: SettingsChange = { ...entered, enteredAt: clock.now() };
  await assertUnderstood([...changes, change], place.openReference);
  await settings.append(tenantId, change);
}

async function assertUnderstood(
  changes: readonly SettingsChange[],
  openReference: OpenReference,
): Promise<void> {
  try {
    await tenantRules(changes, openReference);
    intakeSettingsOf(changes);
  } catch {
    throw new TypeError('the setting to enter is not of its form');
  }
}

function isSame(change: SettingsChange, { value, source, enteredBy }: SettingToEnter): boolean {
  const isOfSame = change.source === source && change.enteredBy === enteredBy;
  return isOfSame && JSON.stringify(change.value) === JSON.stringify(value);
}
