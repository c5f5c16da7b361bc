// What names a snapshot beside its rows: whatever changes rows without changing a document. The
// same on both hosts, so that equal ledgers have equal snapshots.

import { RULES_VERSION } from '../../../domain/rules-version.js';
import { LAKE_SCHEMA_VERSION } from './lake-schema.js';

export interface LakeVersionsNow {
  readonly rules: string;
  readonly reference: string;
  readonly settings: string;
  readonly schema: string;
}

export function lakeVersions({
  reference,
  settings,
}: Pick<LakeVersionsNow, 'reference' | 'settings'>): LakeVersionsNow {
  return { rules: RULES_VERSION, reference, settings, schema: LAKE_SCHEMA_VERSION };
}
