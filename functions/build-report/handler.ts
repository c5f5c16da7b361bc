// Lambda: the monthly report of a tenant as JSON, HTML, XLSX and PDF (a state of the monthly run).

import { S3ObjectStore } from '../../lib/adapters/aws/s3-object-store.js';
import { openAskingTenants } from '../common/asking-tenants.js';
import { openDoor } from '../common/door.js';
import { LAMBDA_CLOCK } from '../common/lambda-clock.js';
import { openQueryText } from '../common/open-queries.js';
import { FUNCTION_CONTRACTS } from '../contract.js';
import { readSettings } from '../environment.js';
import { openReportRenderers } from './report-renderers.js';
import { reportTask, type ReportHost } from './report-task.js';

export const handler = openDoor('build-report', (door) => {
  const settings = readSettings(FUNCTION_CONTRACTS['build-report'].settings);
  const host: ReportHost = {
    stores: openAskingTenants(settings, ({ s3 }) => ({
      reports: new S3ObjectStore({ client: s3, bucket: settings.REPORTS_BUCKET }),
    })),
    query: openQueryText(),
    clock: LAMBDA_CLOCK,
    renderers: openReportRenderers(),
  };
  return (event: unknown) => reportTask(host, door, event);
});
