// Before the first publish there is no page to read: a state of its own, not a failure.

import type { Problem } from '../problem.js';

export const NOT_BUILT: Problem = {
  status: 503,
  code: 'not_built',
  detail: 'The pages are not built yet: bring in a first file, or wait a moment.',
  retryAfterSeconds: 1,
};

export const NOT_HERE: Problem = {
  status: 501,
  code: 'not_on_this_host',
  detail: 'This host does not offer that.',
};
