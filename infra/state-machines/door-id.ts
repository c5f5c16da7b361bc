// A door by the one name that logical ids and definitions of state machines can hold.

import type { FunctionName } from '../../functions/function-contract.js';

/** `receive-file` -> `ReceiveFile`. */
export function doorId(name: FunctionName): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
