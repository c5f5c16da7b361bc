// Started by an operator: enters a setting of a tenant, folds its ledger under it, publishes and
// scores. Input: `{ "tenantIds": ["acme"], "enter": { kind, key, value, source, enteredBy } }`.

import { refoldStep } from './refold-step.js';
import type { StateMachineDefinition } from './states-language.js';
import { tenantRun } from './tenant-run.js';

const TENANTS_AT_A_TIME = 5;

export function enterSetting(): StateMachineDefinition {
  return tenantRun({
    comment: 'KXRay, by hand: enter a setting and fold each named tenant under it',
    concurrency: TENANTS_AT_A_TIME,
    itemInput: { 'enter.$': '$.enter' },
    steps: [
      refoldStep({ 'enter.$': '$.enter' }),
      { name: 'Publish', door: 'publish', payload: {}, resultPath: null },
      { name: 'Score', door: 'score', payload: {}, resultPath: null },
    ],
  });
}
