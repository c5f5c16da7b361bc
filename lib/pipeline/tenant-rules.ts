// The rules as a tenant has set them: reference data with what people entered, and the switches of
// the fold, both out of the list of decisions. The same on both hosts; the door brings the shipped
// reference.

import { createHash } from 'node:crypto';
import type { FoldContext } from '../domain/fold-settings.js';
import type { ReferenceData } from '../domain/reference.js';
import type { JsonValue, SettingsChange } from '../ports/settings-store.js';
import { foldSettingsOf, SETTING_KINDS } from './fold-settings-of.js';

export interface TenantRules {
  readonly context: FoldContext;
  /** Changes whenever a decision of the tenant does; equal on both hosts. */
  readonly settingsVersion: string;
  /** In the order in which they were made; their number numbers restatements. */
  readonly decisions: readonly SettingsChange[];
}

/** The shipped reference and what is added to it. */
export type OpenReference = (additions: readonly JsonValue[]) => Promise<ReferenceData>;

export async function tenantRules(
  decisions: readonly SettingsChange[],
  openReference: OpenReference,
): Promise<TenantRules> {
  const reference = await openReference(referenceAdditions(decisions));
  return {
    context: { reference, settings: foldSettingsOf(decisions) },
    settingsVersion: settingsVersion(decisions),
    decisions,
  };
}

export function referenceAdditions(decisions: readonly SettingsChange[]): readonly JsonValue[] {
  return decisions
    .filter(({ kind }) => kind === SETTING_KINDS.referenceAddition)
    .map(({ value }) => value);
}

/** Changes whenever a decision does. */
export function settingsVersion(decisions: readonly SettingsChange[]): string {
  return createHash('sha256').update(JSON.stringify(decisions)).digest('hex').slice(0, 16);
}
