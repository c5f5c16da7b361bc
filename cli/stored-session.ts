// The session of a command that reads: of a workspace that is there, brought to rest first. A
// mistyped --data must not make an empty workspace and answer with zeros.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { finishRestatements } from './restatement.js';
import { expandHome, withSession, type Session, type SessionOptions } from './session.js';
import { UsageError } from './usage-error.js';

export function hasWorkspace(options: SessionOptions): boolean {
  return existsSync(join(expandHome(options.data), 'workspace.json'));
}

export async function withStoredSession<Answer>(
  options: SessionOptions,
  action: (session: Session) => Promise<Answer>,
): Promise<Answer> {
  if (!hasWorkspace(options)) {
    throw new UsageError(
      `there is no workspace at ${options.data}: kxray ingest FILE makes one, --data DIR names another`,
    );
  }
  return withSession(options, async (session) => {
    await finishRestatements(session);
    return action(session);
  });
}
