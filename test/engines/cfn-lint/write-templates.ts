// Writes the templates of every stage to the folder that the first argument names, under a folder
// for the stage, as `cdk synth` would but for the checks that cfn-lint is about to do in its own
// way.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { STAGE_NAMES } from '../../../infra/settings/stage-defaults.js';
import { kxrayApp } from '../../infra/synthesized.js';

const [, , folder] = process.argv;
if (folder === undefined) throw new Error('where to?');
for (const stage of STAGE_NAMES) {
  const { app } = kxrayApp({ 'kxray:stage': stage });
  cpSync(app.synth().directory, join(folder, stage), { recursive: true });
}
