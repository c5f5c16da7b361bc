// A stage's stacks in an app, and the rule packs around them: AWS's own recommendations and those
// for HIPAA. A finding that nobody acknowledged ends the synthesis, here and in the tests.

import { Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks, HIPAASecurityChecks } from 'cdk-nag';
import type { CodeOf } from './constructs/door-functions.js';
import type { StageSettings } from './settings/stage-settings.js';
import { StatefulStack } from './stacks/stateful-stack.js';
import { StatelessStack } from './stacks/stateless-stack.js';

export interface KxrayStacks {
  readonly stateful: StatefulStack;
  readonly stateless: StatelessStack;
}

export interface KxrayStacksProps {
  readonly settings: StageSettings;
  readonly codeOf: CodeOf;
}

export function addKxrayStacks(app: App, { settings, codeOf }: KxrayStacksProps): KxrayStacks {
  const { stage, region } = settings;
  // The region, because a replica with its own key must know it. No account: see the settings.
  const env = { region };
  const stateful = new StatefulStack(app, `kxray-${stage}-stateful`, { settings, env });
  const stateless = new StatelessStack(app, `kxray-${stage}-stateless`, { stateful, codeOf, env });
  return { stateful, stateless };
}

export function addRulePacks(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new HIPAASecurityChecks(app));
}
