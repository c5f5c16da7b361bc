// What IAM would answer, for the few operators that our policies use: allowed by some statement and
// denied by none. Unknown operators throw, so that a new one cannot pass unjudged.

import type { Statement } from './synthesized.js';

export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  /** Of the request and the session: one value or several; absent keys are absent. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

export function isAllowed(statements: readonly Statement[], request: AccessRequest): boolean {
  const met = statements.filter((statement) => isMet(statement, request));
  return met.some(({ effect }) => effect === 'Allow') && met.every((one) => one.effect === 'Allow');
}

function isMet(statement: Statement, request: AccessRequest): boolean {
  return (
    statement.actions.some((action) => matches(action, request.action)) &&
    statement.resources.some((resource) => {
      const filled = fill(resource, request);
      return filled !== null && matches(filled, request.resource);
    }) &&
    Object.entries(statement.conditions).every(([operator, tests]) =>
      Object.entries(tests).every(([key, wanted]) => isTrue({ operator, key, wanted }, request)),
    )
  );
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly wanted: readonly string[];
}

function isTrue({ operator, key, wanted }: Condition, request: AccessRequest): boolean {
  const value = request.context[key];
  const actual = value === undefined ? [] : [value].flat();
  const patterns = wanted.map((pattern) => fill(pattern, request)).filter((one) => one !== null);
  const equal = (one: string) => patterns.includes(one);
  const like = (one: string) => patterns.some((pattern) => matches(pattern, one));
  switch (operator) {
    case 'Null':
      return wanted.includes(String(actual.length === 0));
    case 'StringEquals':
      return actual.length > 0 && actual.every(equal);
    case 'StringEqualsIfExists':
      return actual.every(equal);
    case 'ArnLike':
    case 'StringLike':
      return actual.length > 0 && actual.every(like);
    // As in IAM: true of a request that has none of the values.
    case 'ForAllValues:StringEquals':
      return actual.every(equal);
    case 'ForAllValues:StringLike':
      return actual.every(like);
    default:
      throw new Error(`an operator that no test knows: ${operator}`);
  }
}

/** Puts variables of the policy in; null where the session has no such value: nothing matches. */
function fill(pattern: string, { context }: AccessRequest): string | null {
  let isComplete = true;
  const filled = pattern.replace(/\$\{(aws:[^}]+)\}/g, (_, key: string) => {
    const value = context[key];
    if (typeof value !== 'string') isComplete = false;
    return String(value);
  });
  return isComplete ? filled : null;
}

function matches(pattern: string, actual: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(actual);
}
