// Decisions of a tenant about what its files may be, on a host where nobody stands beside a file
// that is read and could add a switch (on one machine `kxray ingest --include-test` is that).

import * as z from 'zod';
import type { SettingsChange } from '../../ports/settings-store.js';
import { SETTING_KINDS } from '../fold-settings-of.js';

export interface IntakeSettings {
  /** Interchanges marked as a test (ISA15 = T) are read like others, instead of refused. */
  readonly includeTest: boolean;
}

const INTAKE_SETTING = z.strictObject({ key: z.literal('includeTest'), value: z.boolean() });

/** Later decisions win. Throws a ZodError when one has a shape that this release does not know. */
export function intakeSettingsOf(decisions: readonly SettingsChange[]): IntakeSettings {
  let includeTest = false;
  for (const { kind, key, value } of decisions) {
    if (kind === SETTING_KINDS.intake) includeTest = INTAKE_SETTING.parse({ key, value }).value;
  }
  return { includeTest };
}
