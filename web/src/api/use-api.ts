// Queries of the API for components: one hook for a page's data, kept in memory only.

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Me } from '../../../lib/api/contract/session.js';
import { getJson, type ApiError } from './client.js';

export function useApi<Answer>(
  path: string | null,
  options: { readonly refetchMs?: number | false } = {},
): UseQueryResult<Answer, ApiError> {
  return useQuery<Answer, ApiError>({
    queryKey: [path],
    queryFn: ({ signal }) => getJson<Answer>(path ?? '', signal),
    enabled: path !== null,
    refetchInterval: options.refetchMs ?? false,
  });
}

const ME_MS = 5_000;

export function useMe(): UseQueryResult<Me, ApiError> {
  return useApi<Me>('/api/me', { refetchMs: ME_MS });
}

/** May the person who is signed in call that route? */
export function useMay(route: string): boolean {
  const { data } = useMe();
  return data?.routes.includes(route) ?? false;
}

/** Does this host have that at all? Nothing is offered before that is known. */
export function useOffers(feature: keyof Me['features']): boolean {
  const { data } = useMe();
  return data?.features[feature] ?? false;
}

export function queryText(values: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
