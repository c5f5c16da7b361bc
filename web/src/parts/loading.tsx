// While something is fetched.

import Spinner from '@cloudscape-design/components/spinner';

export function Loading() {
  return (
    <p role="status">
      <Spinner /> Loading
    </p>
  );
}
