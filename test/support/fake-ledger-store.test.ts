// The fake that the tests of the ledger steps lean on keeps the promises of the port.

import { describe } from '@jest/globals';
import { ledgerStoreSuite } from '../ports/ledger-store.suite.js';
import { fakeLedgerStore } from './fake-ledger-store.js';

describe('fakeLedgerStore', () => {
  ledgerStoreSuite(() =>
    Promise.resolve({ store: fakeLedgerStore(), close: () => Promise.resolve() }),
  );
});
