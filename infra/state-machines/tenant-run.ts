// The frame of every run: which tenants there are (or those that the input names), the same steps
// for each, and at the end one word: done, or failed with the tenants that failed. One tenant's bad
// night keeps nobody else from a good one.

import { FUNCTION_CONTRACTS } from '../../functions/contract.js';
import type { FunctionName } from '../../functions/function-contract.js';
import { doorTask, type State, type StateMachineDefinition } from './states-language.js';

export interface TenantRunOptions {
  readonly comment: string;
  /** Tenants at a time. */
  readonly concurrency: number;
  /** Input of a tenant's steps besides `tenantId`; keys that end in `.$` are paths in the run's. */
  readonly itemInput: Readonly<Record<string, string>>;
  readonly steps: readonly TenantStep[];
}

export interface TenantStep {
  readonly name: string;
  readonly door: FunctionName;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly resultPath: string | null;
  readonly finalErrors?: readonly string[];
  /** The step again, as long as one of these holds: a door that answers before its time is up. */
  readonly repeatsWhen?: readonly Readonly<Record<string, unknown>>[];
  /** A choice between this step and the next one: null = straight on. */
  readonly endsWhen?: readonly Readonly<Record<string, unknown>>[];
}

/** The error of a run in which a tenant failed: what an operator looks for. */
const TENANT_FAILED = 'TenantFailed';

export function tenantRun(options: TenantRunOptions): StateMachineDefinition {
  return {
    Comment: options.comment,
    StartAt: 'AreTenantsNamed',
    States: {
      AreTenantsNamed: {
        Type: 'Choice',
        Choices: [{ Variable: '$.tenantIds[0]', IsPresent: true, Next: 'EachTenant' }],
        Default: 'ListTenants',
      },
      ListTenants: doorTask({
        door: 'list-tenants',
        timeoutSeconds: FUNCTION_CONTRACTS['list-tenants'].timeoutSeconds,
        payload: {},
        resultPath: '$.listed',
        next: 'TakeTenants',
        onError: null,
      }),
      TakeTenants: {
        Type: 'Pass',
        InputPath: '$.listed.answer.tenantIds',
        ResultPath: '$.tenantIds',
        Next: 'IsAnyTenant',
      },
      IsAnyTenant: {
        Type: 'Choice',
        Choices: [{ Variable: '$.tenantIds[0]', IsPresent: true, Next: 'EachTenant' }],
        Default: 'AllDone',
      },
      EachTenant: eachTenant(options),
      GatherOutcomes: {
        Type: 'Pass',
        Parameters: {
          'isAnyFailed.$': "States.ArrayContains($.outcomes[*].outcome, 'failed')",
        },
        Next: 'IsAnyFailed',
      },
      IsAnyFailed: {
        Type: 'Choice',
        Choices: [{ Variable: '$.isAnyFailed', BooleanEquals: true, Next: 'SomeFailed' }],
        Default: 'AllDone',
      },
      SomeFailed: {
        Type: 'Fail',
        Error: TENANT_FAILED,
        Cause: 'The outcome of each tenant is the output of EachTenant in the history of this run.',
      },
      AllDone: { Type: 'Succeed' },
    },
  };
}

function eachTenant({ concurrency, itemInput, steps }: TenantRunOptions): State {
  return {
    Type: 'Map',
    ItemsPath: '$.tenantIds',
    MaxConcurrency: concurrency,
    ItemSelector: { 'tenantId.$': '$$.Map.Item.Value', ...itemInput },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: steps[0]?.name,
      States: {
        ...Object.fromEntries(steps.flatMap((step, index) => stepStates(step, steps[index + 1]))),
        TenantDone: outcome({ outcome: 'done' }),
        TenantFailed: outcome({
          outcome: 'failed',
          'error.$': '$.error.Error',
        }),
      },
    },
    ResultPath: '$.outcomes',
    Next: 'GatherOutcomes',
  };
}

function stepStates(step: TenantStep, next: TenantStep | undefined): readonly [string, State][] {
  const { name, door, endsWhen = [], repeatsWhen = [] } = step;
  const after = next?.name ?? 'TenantDone';
  const choice = `IsDoneAfter${name}`;
  const isStraightOn = endsWhen.length + repeatsWhen.length === 0;
  const task = doorTask({
    door,
    timeoutSeconds: FUNCTION_CONTRACTS[door].timeoutSeconds,
    payload: { 'tenantId.$': '$.tenantId', ...step.payload },
    resultPath: step.resultPath,
    next: isStraightOn ? after : choice,
    onError: 'TenantFailed',
    ...(step.finalErrors === undefined ? {} : { finalErrors: step.finalErrors }),
  });
  if (isStraightOn) return [[name, task]];
  const choices = [
    ...repeatsWhen.map((rule) => ({ ...rule, Next: name })),
    ...endsWhen.map((rule) => ({ ...rule, Next: 'TenantDone' })),
  ];
  return [
    [name, task],
    [choice, { Type: 'Choice', Choices: choices, Default: after }],
  ];
}

/** Replaces everything else, so that a run of many tenants stays far below 256 KB. */
function outcome(result: Readonly<Record<string, string>>): State {
  return { Type: 'Pass', Parameters: { 'tenantId.$': '$.tenantId', ...result }, End: true };
}
