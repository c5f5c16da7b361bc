// Runs the reader over text or bytes, cut as a test likes, and sorts what comes out.

import { readRemittance } from '../../../../lib/intake/x12-835/read-remittance.js';
import type { RemittanceOptions } from '../../../../lib/intake/x12-835/remittance-options.js';
import type {
  ClaimQuarantined,
  ClaimRead,
  IntakeEvent,
} from '../../../../lib/intake/intake-claim.js';

const OPTIONS: RemittanceOptions = {
  file: 'test.835',
  includeTest: false,
  contractorPart: () => null,
};

export async function readEvents(
  input: string | Uint8Array,
  options: Partial<RemittanceOptions> & { readonly chunk?: number } = {},
): Promise<readonly IntakeEvent[]> {
  const bytes = typeof input === 'string' ? Buffer.from(input, 'utf8') : input;
  const events: IntakeEvent[] = [];
  const source = cut(bytes, options.chunk ?? 65_536);
  for await (const batch of readRemittance(source, { ...OPTIONS, ...options })) {
    events.push(...batch);
  }
  return events;
}

export async function readClaims(
  input: string | Uint8Array,
  options: Partial<RemittanceOptions> = {},
): Promise<readonly ClaimRead[]> {
  return claimsOf(await readEvents(input, options));
}

export function claimsOf(events: readonly IntakeEvent[]): readonly ClaimRead[] {
  return events.filter((event) => event.kind === 'claim');
}

export function quarantinedOf(events: readonly IntakeEvent[]): readonly ClaimQuarantined[] {
  return events.filter((event) => event.kind === 'quarantined');
}

/** `kind:reason` of every event that is not a claim. */
export function reasonsOf(events: readonly IntakeEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'claim' ? [] : [`${event.kind}:${event.reason}`],
  );
}

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
