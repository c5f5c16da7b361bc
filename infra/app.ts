// The CDK app of the aws host: settings from the context (`-c kxray:stage=...`), stacks from them,
// doors from their bundles (scripts/bundle-functions.mjs, which cdk.json runs before this).

import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import * as z from 'zod';
import { addKxrayStacks, addRulePacks } from './kxray-app.js';
import { readStageSettings } from './settings/stage-settings.js';

// Where each construct was made is for people who read a report, and slow.
const app = new App({ stackTraces: false });
const context = z.record(z.string(), z.unknown()).parse(app.node.getAllContext());
addKxrayStacks(app, {
  settings: readStageSettings(context),
  codeOf: (name) => Code.fromAsset(`dist/functions/${name}`),
});
addRulePacks(app);
