// Port: changes the key that makes tokens, in steps that survive a crash between any two of them.

import type { TokenKey } from './secret-source.js';

export type RotationState =
  | { readonly kind: 'idle'; readonly current: TokenKey }
  /** The next key is kept; tokens are still made with the former one. */
  | { readonly kind: 'prepared'; readonly former: TokenKey; readonly next: TokenKey }
  /** Tokens are made with the next key; the former one is kept for what is left to do. */
  | { readonly kind: 'adopted'; readonly former: TokenKey; readonly next: TokenKey };

export interface TokenKeyRotation {
  state(tenantId: string): Promise<RotationState>;
  /** Makes and keeps the next key, unless there is one: a rotation goes on where it was cut off. */
  prepare(tenantId: string): Promise<RotationState>;
  /** From now on tokens are made with the next key. */
  adopt(tenantId: string): Promise<void>;
  /** Nothing needs the former key any more: it is destroyed. */
  finish(tenantId: string): Promise<void>;
}
