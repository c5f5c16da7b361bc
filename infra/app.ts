// The CDK app of the aws host. It names no account, the credentials of the caller do; the region
// comes from the context (`-c kxray:region=...`), because a replica with its own key must know it.

import { App } from 'aws-cdk-lib';
import { StatefulStack } from './stacks/stateful-stack.js';

const app = new App();
const region: unknown = app.node.tryGetContext('kxray:region');
if (typeof region !== 'string' || region === '') {
  throw new Error('context kxray:region must name an AWS region, such as us-east-1');
}

new StatefulStack(app, 'KxrayStateful', {
  description: 'KXRay: what must never be lost (ledger table and its key)',
  env: { region },
  terminationProtection: true,
});
