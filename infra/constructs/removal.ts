// What becomes of data when its stack goes or must replace it: decided by the stage, in one place.

import { RemovalPolicy } from 'aws-cdk-lib';
import type { StageSettings } from '../settings/stage-settings.js';

export function removalPolicyOf({ isDisposable }: StageSettings): RemovalPolicy {
  return isDisposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
}
