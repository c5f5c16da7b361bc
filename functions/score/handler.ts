// Lambda: patterns and scores of a tenant over a snapshot, and the pages of the API (nightly).

import { LAMBDA_CLOCK } from '../common/lambda-clock.js';
import { openDoor } from '../common/door.js';
import { openQueryText } from '../common/open-queries.js';
import { openAskingTenants } from '../common/asking-tenants.js';
import { ASKING_SETTINGS } from '../common/asking-stores.js';
import { readSettings } from '../environment.js';
import { scoreTask, type ScoreHost } from './score-task.js';

export const handler = openDoor('score', (door) => {
  const stores = openAskingTenants(readSettings(ASKING_SETTINGS));
  const host: ScoreHost = { stores, query: openQueryText(), clock: LAMBDA_CLOCK };
  return (event: unknown) => scoreTask(host, door, event);
});
