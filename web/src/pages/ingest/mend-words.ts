// What became of a mended claim, in a sentence.

import type { MendAnswer } from '../../../../lib/api/contract/mend.js';
import { dollars, plural } from '../../parts/format.js';

type Of<Kind extends MendAnswer['kind']> = Extract<MendAnswer, { kind: Kind }>;

export function readableText({ lines, chargeCents }: Of<'readable'>): string {
  return `The claim can be read now: ${plural(lines, 'line')}, ${dollars(chargeCents)} charged.`;
}

export function acceptedText({ fate, lines }: Of<'accepted'>): string {
  switch (fate) {
    case 'duplicate':
      return 'The same claim had come meanwhile: it counts once, and has left the quarantine.';
    case 'superseded':
      return 'It is in the ledger; a later version of the claim counts in its place.';
    case 'quarantined':
      return 'It can be read, but was set aside again: see the reason in the list.';
    case 'current':
    case 'out_of_scope':
    case 'test_refused':
      return `It is in the ledger with ${plural(lines, 'line')}, and has left the quarantine.`;
  }
}
