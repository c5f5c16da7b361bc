// Sign-in on one machine: a one-time link for each person, then a session cookie. Both live in the
// memory of the process: when it ends, so do they. Secrets are compared as hashes.

import { createHash, randomBytes } from 'node:crypto';
import type { Principal } from '../../lib/api/principal.js';

export interface ServeSessions {
  /** The code of a link that signs somebody in once. */
  newLink(principal: Principal): string;
  /** The session's secret; null for a code that is unknown, used or old. */
  redeem(code: string): string | null;
  principalOf(secret: string): Principal | null;
  end(secret: string): void;
}

interface Session {
  readonly principal: Principal;
  readonly endsAt: number;
  seenAt: number;
}

const LINK_MS = 15 * 60 * 1000;
const SESSION_MS = 12 * 60 * 60 * 1000;
const IDLE_MS = 60 * 60 * 1000;
const SECRET_BYTES = 32;

export function createServeSessions(nowMs: () => number): ServeSessions {
  const links = new Map<string, { readonly principal: Principal; readonly endsAt: number }>();
  const sessions = new Map<string, Session>();
  return {
    newLink(principal) {
      const code = newSecret();
      links.set(hashOf(code), { principal, endsAt: nowMs() + LINK_MS });
      return code;
    },
    redeem(code) {
      const key = hashOf(code);
      const link = links.get(key);
      links.delete(key);
      if (link === undefined || link.endsAt < nowMs()) return null;
      const secret = newSecret();
      const { principal } = link;
      sessions.set(hashOf(secret), { principal, endsAt: nowMs() + SESSION_MS, seenAt: nowMs() });
      return secret;
    },
    principalOf(secret) {
      const session = sessions.get(hashOf(secret));
      if (session === undefined) return null;
      const now = nowMs();
      if (session.endsAt < now || session.seenAt + IDLE_MS < now) {
        sessions.delete(hashOf(secret));
        return null;
      }
      session.seenAt = now;
      return session.principal;
    },
    end(secret) {
      sessions.delete(hashOf(secret));
    },
  };
}

function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** A look-up by hash tells nothing by the time it takes. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
