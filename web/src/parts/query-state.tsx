// The states of something that is fetched: loading, failed, not allowed, not there, not built yet -
// and the content when it has come. One place, so that every page has all of them.

import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import type { UseQueryResult } from '@tanstack/react-query';
import { useDeferredValue, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { ApiError } from '../api/client.js';
import { Loading } from './loading.js';
import { PartBoundary } from './part-boundary.js';

export interface QueryStateProps<Answer> {
  readonly query: UseQueryResult<Answer, ApiError>;
  readonly children: (answer: Answer) => ReactNode;
}

export function QueryState<Answer>({ query, children }: QueryStateProps<Answer>) {
  // A page that has just come is drawn in slices: keys and clicks are answered between them.
  const isReady = useDeferredValue(query.data !== undefined);
  if (query.data !== undefined && isReady) {
    return <PartBoundary>{children(query.data)}</PartBoundary>;
  }
  if (query.error !== null) {
    return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  }
  return <Loading />;
}

export function Failed({
  error,
  onRetry,
}: {
  readonly error: ApiError;
  readonly onRetry: () => void;
}) {
  switch (error.status) {
    case 403:
      return (
        <Alert type="warning" header="Your role does not see this">
          It shows single people or claims. An analyst, a reviewer or an admin may open it.
        </Alert>
      );
    case 404:
      return (
        <Alert type="info" header="Nothing here">
          It is not in the ledger, or no longer. <Link href="/">Go to today</Link>
        </Alert>
      );
    case 501:
      return <Alert type="info">This host does not offer that yet.</Alert>;
    case 503:
      return (
        <Alert type="info" header="No figures yet">
          They are computed from your first file: <Link href="/ingest">bring one in</Link>.
        </Alert>
      );
    default:
      return (
        <Alert
          type="error"
          header="That could not be loaded"
          action={<Button onClick={onRetry}>Try again</Button>}
        >
          {error.message}
        </Alert>
      );
  }
}
