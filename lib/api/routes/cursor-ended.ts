// A cursor outlives its pages by one build: after that the list begins anew.

import type { Problem } from '../problem.js';

export const CURSOR_ENDED: Problem = {
  status: 409,
  code: 'cursor_ended',
  detail: 'The list was renewed since: start again at its first page.',
};
