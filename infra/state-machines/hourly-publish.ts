// Every hour, for each tenant: fold what a changed setting concerns, publish what the ledger has
// that the lake has not. Files of an hour make one snapshot and not one each; where nothing came,
// nothing is written. The night's run proves and scores what the hours published.

import { refoldStep } from './refold-step.js';
import type { StateMachineDefinition } from './states-language.js';
import { tenantRun } from './tenant-run.js';

const TENANTS_AT_A_TIME = 5;

export function hourlyPublish(): StateMachineDefinition {
  return tenantRun({
    comment: 'KXRay, every hour: publish what changed of each tenant',
    concurrency: TENANTS_AT_A_TIME,
    itemInput: {},
    steps: [refoldStep(), { name: 'Publish', door: 'publish', payload: {}, resultPath: null }],
  });
}
