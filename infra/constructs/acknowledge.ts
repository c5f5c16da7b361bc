// A finding of a rule pack that stays, on the one construct that has it, with the reason for which
// it holds. The packs count only ids with the pack's name in front as acknowledged, so the types
// ask for it; findings about wildcards are acknowledged one by one, never the rule as a whole.

import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import * as z from 'zod';

export type FindingId =
  `AwsSolutions::AwsSolutions-${string}` | `HIPAA.Security::HIPAA.Security-${string}`;

export interface Acknowledgement {
  readonly id: FindingId;
  readonly reason: string;
}

export function acknowledge(
  construct: IConstruct,
  ...acknowledgements: readonly Acknowledgement[]
): void {
  for (const { id, reason } of acknowledgements) {
    Validations.of(construct).acknowledge({ id, reason });
  }
}

/** The finding about one resource with a wildcard, written as the packs write it. */
export function wildcardResource(scope: IConstruct, resource: string): FindingId {
  const parts: unknown = Stack.of(scope).resolve(resource);
  return `AwsSolutions::AwsSolutions-IAM5[Resource::${flat(parts)}]`;
}

/** References and variables of a policy stand in angle brackets: `<Lake.Arn>/tenant=...`. */
function flat(value: unknown): string {
  const parsed = RESOLVED.parse(value);
  if (typeof parsed === 'string') return parsed.replace(/\$\{([^}]+)\}/g, '<$1>');
  if ('Ref' in parsed) return `<${parsed.Ref}>`;
  if ('Fn::GetAtt' in parsed) return `<${parsed['Fn::GetAtt'].join('.')}>`;
  const [separator, parts] = parsed['Fn::Join'];
  return parts.map(flat).join(separator);
}

const RESOLVED = z.union([
  z.string(),
  z.strictObject({ Ref: z.string() }),
  z.strictObject({ 'Fn::GetAtt': z.array(z.string()) }),
  z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }),
]);
