// The step that runs publish after: a tenant whose rules changed is folded under them first. Where
// nothing changed it reads the settings and one small object.

import type { TenantStep } from './tenant-run.js';

const REFOLDED = '$.refolded';

export function refoldStep(payload: TenantStep['payload'] = {}): TenantStep {
  return {
    name: 'Refold',
    door: 'refold',
    payload,
    resultPath: REFOLDED,
    // A large ledger takes longer than one call.
    repeatsWhen: [{ Variable: `${REFOLDED}.answer.isDone`, BooleanEquals: false }],
  };
}
