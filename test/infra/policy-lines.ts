// Policies as lines that people can compare: actions, `on` resources, `if` conditions. Hashes at
// the end of logical ids are cut off, as they say nothing and change with every rename.

import type { Template } from 'aws-cdk-lib/assertions';
import { statementsOf } from './synthesized.js';

/** The statements of managed policies whose logical id begins so. */
export function policyLines(template: Template, start: string): readonly string[] {
  return statementsOf(template, 'AWS::IAM::ManagedPolicy')
    .filter(({ logicalId }) => logicalId.startsWith(start))
    .map(({ actions, resources, conditions }) => {
      const tests = Object.entries(conditions).flatMap(([operator, keys]) =>
        Object.entries(keys).map(([key, values]) => `${key} ${operator} ${values.join(' | ')}`),
      );
      const on = `${actions.join(' ')} on ${resources.map(withoutHashes).sort().join(' ')}`;
      return tests.length === 0 ? on : `${on} if ${tests.join(' and ')}`;
    });
}

export function withoutHashes(resource: string): string {
  return resource.replace(/\$\{(\w+?)[0-9A-F]{8}(\.\w+)?\}/g, '${$1$2}');
}
