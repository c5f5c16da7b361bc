// Every beneficiary of a workspace as `kxray beneficiary --json` shows it, in one session: a run of
// the command for each of hundreds would open the workspace hundreds of times.

import { openSession, type SessionOptions } from '../../cli/session.js';
import {
  presentBeneficiary,
  type PresentedBeneficiary,
} from '../../lib/pipeline/present-beneficiary.js';
import { readBeneficiary } from '../../lib/pipeline/read-beneficiary.js';

export async function readAllBeneficiaries(
  options: SessionOptions,
): Promise<ReadonlyMap<string, PresentedBeneficiary>> {
  const session = await openSession(options);
  try {
    const { ledger, tenantId } = session.tools;
    const tokens = new Set<string>();
    for (const { year, shard } of await ledger.listShards(tenantId)) {
      for await (const { token } of ledger.readShard(tenantId, year, shard)) tokens.add(token);
    }
    const found = new Map<string, PresentedBeneficiary>();
    for (const token of [...tokens].sort()) {
      const person = await readBeneficiary(session.tools, token);
      if (person !== null) found.set(token, presentBeneficiary(person));
    }
    return found;
  } finally {
    await session.close();
  }
}

/** The tokens of Medicare numbers, as the workspace makes them. */
export async function tokensOf(
  options: SessionOptions,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const session = await openSession(options);
  try {
    return new Map(numbers.map((each) => [each, session.tools.tokens.token(each, '')]));
  } finally {
    await session.close();
  }
}
