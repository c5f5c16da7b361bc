// A stage's stacks in an app, and the rule packs around them: AWS's own recommendations and those
// for HIPAA. A finding that nobody acknowledged ends the synthesis, here and in the tests.

import { Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks } from 'cdk-nag';
import type { StageSettings } from './settings/stage-settings.js';
import { StatefulStack } from './stacks/stateful-stack.js';

export interface KxrayStacks {
  readonly stateful: StatefulStack;
}

export function addKxrayStacks(app: App, settings: StageSettings): KxrayStacks {
  // The region, because a replica with its own key must know it. No account: see the settings.
  const env = { region: settings.region };
  const stateful = new StatefulStack(app, `kxray-${settings.stage}-stateful`, { settings, env });
  return { stateful };
}

export function addRulePacks(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new HIPAASecurityChecks(app));
}
