// How long logs are kept, in the words of CDK.

import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { StageSettings } from '../settings/stage-settings.js';

const LOG_RETENTION = { 14: RetentionDays.TWO_WEEKS, 90: RetentionDays.THREE_MONTHS } as const;

export function logRetentionOf({ retention }: StageSettings): RetentionDays {
  return LOG_RETENTION[retention.logs];
}
