// The CDK app of the aws host: settings from the context (`-c kxray:stage=...`), stacks from them.

import { App } from 'aws-cdk-lib';
import * as z from 'zod';
import { addKxrayStacks, addRulePacks } from './kxray-app.js';
import { readStageSettings } from './settings/stage-settings.js';

const app = new App();
const context = z.record(z.string(), z.unknown()).parse(app.node.getAllContext());
addKxrayStacks(app, readStageSettings(context));
addRulePacks(app);
