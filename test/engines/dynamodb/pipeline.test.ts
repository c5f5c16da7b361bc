// The whole pipeline through the doors, on a real DynamoDB engine: equal to the embedded host, also
// when every message comes twice (DESIGN 7, laws 8 and 11).

import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { newTokenKeyText } from '../../../lib/adapters/common/token-key-text.js';
import { temporaryDirectory } from '../../adapters/embedded/temporary-directory.js';
import { embeddedAnswer, type EmbeddedAnswer } from '../../functions/embedded-answer.js';
import { syntheticRemittance } from '../../functions/synthetic-remittance.js';
import { openAwsHost, TENANT } from '../../support/aws-host.js';
import { canonicalHost } from '../../support/canonical-host.js';
import { openLocalTable } from './local-table.js';

const directory = temporaryDirectory();
const KEY = newTokenKeyText();
const FILES = [syntheticRemittance(300), syntheticRemittance(100, 8)];
let expected: EmbeddedAnswer;

beforeAll(async () => {
  expected = await embeddedAnswer(join(directory, 'embedded'), FILES, KEY);
});

describe('doors of the aws host on DynamoDB Local', () => {
  it('come to what the embedded host has, messages twice', async () => {
    const dynamo = await openLocalTable();
    const host = openAwsHost({ directory: join(directory, 'aws'), tokenKeyText: KEY, dynamo });
    FILES.forEach((body, at) => host.drop(`file-${at}.835`, body));
    host.waiting.push(...host.waiting);

    expect(await host.work()).toBe(0);
    await host.publish();

    expect(await canonicalHost(host.stores, TENANT)).toEqual(expected.canonical);
    expect(await host.reconcile()).toMatchObject({ isAgreed: true });
  });
});
