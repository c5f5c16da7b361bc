// Filters live in the address, so that a view can be sent to somebody. Words and numbers of ours
// only: nothing that a person types gets there.

import { useSearchParams } from 'wouter';

export type Filters = Readonly<Record<string, string>>;

export function useFilters(
  names: readonly string[],
): readonly [Filters, (name: string, value: string) => void] {
  const [params, setParams] = useSearchParams();
  const filters = Object.fromEntries(
    names.flatMap((name) => {
      const value = params.get(name);
      return value === null || value === '' ? [] : [[name, value]];
    }),
  );
  const change = (name: string, value: string): void => {
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  };
  return [filters, change];
}
