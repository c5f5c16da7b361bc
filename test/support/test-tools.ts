// The tools of the ledger steps over stores in memory, with a fixed key.

import { DEFAULT_FOLD_SETTINGS } from '../../lib/domain/fold-settings.js';
import type { ReferenceData } from '../../lib/domain/reference.js';
import type { IntakeTools } from '../../lib/pipeline/ingest-claims.js';
import { createTokenizer } from '../../lib/pipeline/tokenizer.js';
import type { TokenKey } from '../../lib/ports/secret-source.js';
import { TEST_TENANT } from './claim-builder.js';
import { fakeQuarantineStore, type FakeQuarantineStore } from './fake-intake.js';
import { fakeLedgerStore, type FakeLedgerStore } from './fake-ledger-store.js';

export const TEST_KEY: TokenKey = { keyId: '1', key: new Uint8Array(32).fill(7) };

export interface TestTools extends IntakeTools {
  readonly ledger: FakeLedgerStore;
  readonly quarantine: FakeQuarantineStore;
}

export function testTools(reference: ReferenceData): TestTools {
  return {
    tenantId: TEST_TENANT,
    ledger: fakeLedgerStore(),
    quarantine: fakeQuarantineStore(),
    tokens: createTokenizer(TEST_TENANT, TEST_KEY),
    context: { reference, settings: DEFAULT_FOLD_SETTINGS },
  };
}
