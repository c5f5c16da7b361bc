// Names of runs: known before they are made, so that a door which may start one can say so without
// waiting for a state machine that waits for the doors.

import { ArnFormat, type Stack } from 'aws-cdk-lib';
import type { StageSettings } from '../settings/stage-settings.js';

/** `monthly` -> `kxray-STAGE-monthly`. */
export function runMachineName({ stage }: Pick<StageSettings, 'stage'>, name: string): string {
  return `kxray-${stage}-${name}`;
}

export function runMachineArn(
  stack: Stack & { readonly settings: Pick<StageSettings, 'stage'> },
  name: string,
): string {
  return stack.formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: runMachineName(stack.settings, name),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
