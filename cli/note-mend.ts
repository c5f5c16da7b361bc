// The audit trail of a workspace keeps a try to mend a claim by the command as it keeps one by the
// dashboard: who tried it, on which claim and elements, and how it ended.

import { createAuditTrail } from '../lib/api/audit-trail.js';
import { mendSubject, type MendSubject } from '../lib/pipeline/quarantine/mend-subject.js';
import { operator, type Session } from './session.js';

/** As the route of the API answers; what it refuses has no subject. */
const STATUSES = { tried: 200, other_fault: 409, bad_value: 422 } as const;

export async function noteMend(
  { workspace, clock }: Session,
  subject: MendSubject,
  outcome: keyof typeof STATUSES = 'tried',
): Promise<void> {
  await createAuditTrail(workspace.objects).add(operator(), {
    at: clock.now(),
    action: 'change',
    route: 'mendClaim',
    subject: outcome === 'tried' ? mendSubject(subject) : null,
    status: STATUSES[outcome],
    rows: null,
  });
}
