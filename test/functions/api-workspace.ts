// One workspace on the aws host for all cases of the API: a file came in through the doors, was
// published and scored. Made once, when the first case asks for it.

import { join } from 'node:path';
import { newTokenKeyText } from '../../lib/adapters/common/token-key-text.js';
import { temporaryDirectory } from '../adapters/embedded/temporary-directory.js';
import { openAwsHost, type AwsHost } from '../support/aws-host.js';
import { openAskApi, type AskApi } from './ask-api.js';
import { syntheticRemittance } from './synthetic-remittance.js';

export interface ApiWorkspace {
  readonly host: AwsHost;
  readonly ask: AskApi;
}

const directory = temporaryDirectory();
let known: Promise<ApiWorkspace> | null = null;

export function apiWorkspace(): Promise<ApiWorkspace> {
  known ??= open();
  return known;
}

async function open(): Promise<ApiWorkspace> {
  const host = openAwsHost({
    directory: join(directory, 'host'),
    tokenKeyText: newTokenKeyText(),
  });
  host.drop('a.835', syntheticRemittance(200));
  await host.work();
  await host.publish();
  await host.score();
  return { host, ask: openAskApi(host) };
}
