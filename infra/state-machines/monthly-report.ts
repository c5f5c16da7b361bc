// Once a month, for each tenant: the report of the month before the day for which the schedule
// asked. A late or a second start asks for the same month; a run by hand names a day of the month
// after.

import type { StateMachineDefinition } from './states-language.js';
import { tenantRun } from './tenant-run.js';

/** Reports hold a tenant's month in memory, and nobody waits for them. */
const TENANTS_AT_A_TIME = 3;

export function monthlyReport(): StateMachineDefinition {
  return tenantRun({
    comment: 'KXRay, every month: the report of each tenant',
    concurrency: TENANTS_AT_A_TIME,
    itemInput: { 'scheduledTime.$': '$.scheduledTime' },
    steps: [
      {
        name: 'BuildReport',
        door: 'build-report',
        payload: { 'scheduledTime.$': '$.scheduledTime' },
        resultPath: null,
      },
    ],
  });
}
