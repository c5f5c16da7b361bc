// Remembers the transaction sets of a file that are no 835, and reports them when it ends.

import type { FilePosition } from '../../domain/file-position.js';
import type { IntakeEvent } from '../intake-claim.js';

const SET_CODE = /^\d{3}$/;
const UNREADABLE = 'of an unreadable kind';

export class OtherSets {
  private readonly first = new Map<string, FilePosition>();

  /** ST01. A code may be named in messages; anything else may not. */
  add(code: string, position: FilePosition): void {
    const name = SET_CODE.test(code) ? code : UNREADABLE;
    if (!this.first.has(name)) this.first.set(name, position);
  }

  /** A refusal when the file has nothing else, a warning for each kind otherwise. */
  report(isAlone: boolean, end: FilePosition): readonly IntakeEvent[] {
    if (!isAlone) {
      return [...this.first].map(([name, position]) => ({
        kind: 'warning',
        reason: 'OTHER_TRANSACTION_SET',
        message: `a transaction set ${name} is not read; only 835 is`,
        position,
      }));
    }
    const names = [...this.first.keys()];
    const held = names.length === 0 ? 'no transaction set' : `transaction set ${names.join(', ')}`;
    const message = `the file holds no 835: it holds ${held}`;
    const position = [...this.first.values()][0] ?? end;
    return [{ kind: 'file_refused', reason: 'NO_REMITTANCE', message, position }];
  }
}
