// The app as `cdk synth` sees it, once for each stage and without the slow checks of templates: all
// tests of infra look at the same thing, and the rule packs have a test of their own.

import { readFileSync } from 'node:fs';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import * as z from 'zod';
import { addKxrayStacks, type KxrayStacks } from '../../infra/kxray-app.js';
import type { StageName } from '../../infra/settings/stage-defaults.js';
import { readStageSettings } from '../../infra/settings/stage-settings.js';

const CDK_JSON = z.object({ context: z.record(z.string(), z.unknown()) });

/** The feature flags of the real app: without them other templates would be tested. */
function cdkContext(): Record<string, unknown> {
  return CDK_JSON.parse(JSON.parse(readFileSync('cdk.json', 'utf8'))).context;
}

/** Where each construct was made: for people who read a report, and slow. */
const WITHOUT_TRACES = { 'aws:cdk:disable-stack-trace': true };

export function kxrayApp(context: Readonly<Record<string, unknown>> = {}): {
  readonly app: App;
  readonly stacks: KxrayStacks;
} {
  const merged = { ...cdkContext(), ...WITHOUT_TRACES, ...context };
  const app = new App({ context: merged, builtinCloudFormationValidation: false });
  const codeOf = () => Code.fromInline('export const handler = () => null;');
  return { app, stacks: addKxrayStacks(app, { settings: readStageSettings(merged), codeOf }) };
}

interface Synthesized {
  readonly stacks: KxrayStacks;
  readonly stateful: Template;
  readonly stateless: Template;
}

const known = new Map<StageName, Synthesized>();

export function synthesized(stage: StageName): Synthesized {
  const before = known.get(stage);
  if (before !== undefined) return before;
  const { stacks } = kxrayApp({ 'kxray:stage': stage });
  const made = {
    stacks,
    stateful: Template.fromStack(stacks.stateful),
    stateless: Template.fromStack(stacks.stateless),
  };
  known.set(stage, made);
  return made;
}

export function statefulTemplate(stage: StageName): Template {
  return synthesized(stage).stateful;
}

export function statelessTemplate(stage: StageName): Template {
  return synthesized(stage).stateless;
}

const STATEMENT = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.union([z.string(), z.array(z.string())]),
  Resource: z.unknown().optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});

export interface Statement {
  readonly logicalId: string;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  /** References as `${LogicalId}` and `${LogicalId.Arn}`. */
  readonly resources: readonly string[];
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Every statement of every policy of one kind: of identities, of resources, of trust. */
export function statementsOf(
  template: Template,
  type: string,
  property = 'PolicyDocument',
): readonly Statement[] {
  return Object.entries(template.findResources(type)).flatMap(([logicalId, resource]) => {
    const document = z.object({ Properties: z.record(z.string(), z.unknown()) }).parse(resource)
      .Properties[property];
    const { Statement: statements } = z.object({ Statement: z.array(STATEMENT) }).parse(document);
    return statements.map((statement) => ({
      logicalId,
      effect: statement.Effect,
      actions: [statement.Action].flat(),
      resources: texts(statement.Resource),
      conditions: Object.fromEntries(
        Object.entries(statement.Condition ?? {}).map(([operator, tests]) => [
          operator,
          Object.fromEntries(Object.entries(tests).map(([key, value]) => [key, texts(value)])),
        ]),
      ),
    }));
  });
}

/** A value of the stateful stack: `kxray-prod-stateful:ExportsOutputFnGetAttLakeArn12345678`. */
const IMPORTED =
  /^kxray-\w+-stateful:ExportsOutput(Ref|FnGetAtt)(\w+?)([0-9A-F]{8})(Arn|\w*)[0-9A-F]{8}$/;

const INTRINSIC = z.union([
  z.strictObject({ 'Fn::ImportValue': z.string() }).transform((value) => {
    const [, , name = '', , attribute = ''] = IMPORTED.exec(value['Fn::ImportValue']) ?? [];
    return `\${${name}${attribute === '' ? '' : `.${attribute}`}}`;
  }),
  z.strictObject({ Ref: z.string() }).transform(({ Ref }) => `\${${Ref}}`),
  z
    .strictObject({ 'Fn::GetAtt': z.array(z.string()) })
    .transform((value) => `\${${value['Fn::GetAtt'].join('.')}}`),
]);
const JOIN = z.strictObject({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) });

export function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const join = JOIN.safeParse(value);
  if (!join.success) return INTRINSIC.parse(value);
  const [separator, parts] = join.data['Fn::Join'];
  return parts.map(text).join(separator);
}

function texts(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(text);
}
