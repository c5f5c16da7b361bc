#!/usr/bin/env node
// The kxray command as a process: one run, safe when the reader of a pipe has gone.

import { runKxray } from './run-kxray.js';
import { ignoreClosedPipe } from './terminal.js';

ignoreClosedPipe();
await runKxray(process.argv.slice(2));
