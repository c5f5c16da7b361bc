// Quarantine under a new token key: texts are sealed with it and entries are named by it, so each
// entry is written anew beside the former one, which goes when the new key is in force.

import type { QuarantineRecord, QuarantineStore } from '../../ports/quarantine-store.js';
import { quarantineKeyOf } from '../quarantine-key.js';
import type { Tokenizer } from '../tokenizer.js';

export interface RekeyQuarantineTools {
  readonly tenantId: string;
  readonly nextTokens: Tokenizer;
  /** Opens texts under the former key. */
  readonly quarantine: QuarantineStore;
  /** Seals under the next key. */
  readonly nextQuarantine: QuarantineStore;
}

/** Former key to new one. Doing it again changes nothing. */
export async function copyQuarantine(
  tools: RekeyQuarantineTools,
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>();
  for (const record of await tools.quarantine.list(tools.tenantId)) {
    const rawText = await formerText(tools, record);
    if (rawText === 'sealed anew') continue;
    const quarantineKey = quarantineKeyOf(tools.nextTokens, record, rawText);
    if (quarantineKey === record.quarantineKey) continue;
    await tools.nextQuarantine.put([{ ...record, quarantineKey, rawText }]);
    keys.set(record.quarantineKey, quarantineKey);
  }
  return keys;
}

/** What was accepted meanwhile left under its former key, and leaves under the new one, too. */
export async function dropFormerQuarantine(
  { tenantId, quarantine }: RekeyQuarantineTools,
  keys: ReadonlyMap<string, string>,
): Promise<void> {
  const records = await quarantine.list(tenantId);
  const stored = new Set(records.map(({ quarantineKey }) => quarantineKey));
  const accepted = [...keys].filter(([former]) => !stored.has(former)).map(([, next]) => next);
  await quarantine.remove(tenantId, [...keys.keys(), ...accepted]);
}

async function formerText(
  { tenantId, quarantine }: RekeyQuarantineTools,
  { quarantineKey }: QuarantineRecord,
): Promise<string | null> {
  try {
    return await quarantine.open(tenantId, quarantineKey);
  } catch (error) {
    // The new entry of another one, or of an earlier attempt.
    if (error instanceof Error && error.name === 'QuarantineSealError') return 'sealed anew';
    throw error;
  }
}
