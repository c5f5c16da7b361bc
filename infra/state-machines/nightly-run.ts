// Every night, for each tenant: fold under the settings of now, publish what changed, prove that
// ledger and lake agree, score. A lake that does not agree is not scored: figures of which half is
// missing help nobody.

import { DRIFT_ERROR } from '../../functions/task-answers.js';
import { refoldStep } from './refold-step.js';
import type { StateMachineDefinition } from './states-language.js';
import { tenantRun } from './tenant-run.js';

/** Each step of a tenant reads the whole of it at most once; a few at a time spare the account. */
const TENANTS_AT_A_TIME = 5;
const SNAPSHOT = '$.published.answer.snapshotId';

export function nightlyRun(): StateMachineDefinition {
  return tenantRun({
    comment: 'KXRay, every night: publish, reconcile and score each tenant',
    concurrency: TENANTS_AT_A_TIME,
    itemInput: {},
    steps: [
      refoldStep(),
      {
        name: 'Publish',
        door: 'publish',
        payload: {},
        resultPath: '$.published',
        // A tenant whose first claim is yet to come.
        endsWhen: [
          { Variable: SNAPSHOT, IsPresent: false },
          { Variable: SNAPSHOT, IsNull: true },
        ],
      },
      {
        name: 'Reconcile',
        door: 'reconcile',
        payload: { 'snapshotId.$': SNAPSHOT },
        resultPath: null,
        finalErrors: [DRIFT_ERROR],
      },
      {
        name: 'Score',
        door: 'score',
        payload: { 'snapshotId.$': SNAPSHOT },
        resultPath: null,
      },
    ],
  });
}
