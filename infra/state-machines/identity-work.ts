// Started by an operator: makes a tenant's vault, changes its token key, or deletes one person. The
// door answers before its time is up and says what comes next; what readers see is made anew last.
// Input: `{ "tenantId": "acme", "request": { work, ... } }` (functions/manage-vault).

import { FUNCTION_CONTRACTS } from '../../functions/contract.js';
import type { FunctionName } from '../../functions/function-contract.js';
import { VAULT_REQUEST_ERROR } from '../../functions/task-answers.js';
import { doorTask, type State, type StateMachineDefinition } from './states-language.js';

/** What began under the former token key has ended by then (functions/manage-vault). */
const LATER_SECONDS = 3_660;
const SOON_SECONDS = 300;
const NEXT = '$.managed.answer.next';
const TENANT = { 'tenantId.$': '$.tenantId' };

export function identityWork(): StateMachineDefinition {
  return {
    Comment: 'KXRay, by hand: make a vault, change a token key, delete a person',
    StartAt: 'Manage',
    States: {
      Manage: task('manage-vault', {
        payload: {
          ...TENANT,
          'request.$': '$.request',
          'requestId.$': '$$.Execution.Name',
        },
        resultPath: '$.managed',
        next: 'WhatIsNext',
        finalErrors: [VAULT_REQUEST_ERROR],
      }),
      WhatIsNext: {
        Type: 'Choice',
        Choices: [
          { Variable: NEXT, StringEquals: 'again', Next: 'Manage' },
          { Variable: NEXT, StringEquals: 'soon', Next: 'WaitForPublisher' },
          { Variable: NEXT, StringEquals: 'later', Next: 'WaitForOthers' },
          { Variable: NEXT, StringEquals: 'publish', Next: 'Publish' },
        ],
        Default: 'AllDone',
      },
      WaitForPublisher: { Type: 'Wait', Seconds: SOON_SECONDS, Next: 'Manage' },
      WaitForOthers: { Type: 'Wait', Seconds: LATER_SECONDS, Next: 'Manage' },
      Publish: task('publish', { payload: TENANT, resultPath: null, next: 'Score' }),
      Score: task('score', { payload: TENANT, resultPath: null, next: 'EachMonth' }),
      EachMonth: eachMonth(),
      AllDone: { Type: 'Succeed' },
    },
  };
}

/** Reports that lost rows: their files are rendered anew from what is stored. */
function eachMonth(): State {
  return {
    Type: 'Map',
    ItemsPath: '$.managed.answer.months',
    MaxConcurrency: 1,
    ItemSelector: { ...TENANT, 'month.$': '$$.Map.Item.Value' },
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: 'BuildReport',
      States: {
        BuildReport: task('build-report', {
          payload: { ...TENANT, 'month.$': '$.month' },
          resultPath: null,
          next: 'MonthDone',
        }),
        MonthDone: { Type: 'Pass', End: true },
      },
    },
    ResultPath: null,
    Next: 'AllDone',
  };
}

interface DoorState {
  readonly payload: Readonly<Record<string, unknown>>;
  readonly resultPath: string | null;
  readonly next: string;
  readonly finalErrors?: readonly string[];
}

function task(door: FunctionName, state: DoorState): State {
  const { timeoutSeconds } = FUNCTION_CONTRACTS[door];
  return doorTask({ ...state, door, timeoutSeconds, onError: null });
}
