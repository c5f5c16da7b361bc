// Small ways to make one claim from another, for the random histories of the laws.

import type { ExampleClaim } from '../model/ledger-example.js';

/** The exact mirror of a payment: same claim, status 22, every amount with its sign turned. */
export function reversalOf(claim: ExampleClaim, paidDate: string): ExampleClaim {
  const { replaces: _, ...rest } = claim;
  return {
    ...rest,
    status: '22',
    paidDate,
    lines: claim.lines.map((line) => ({
      ...line,
      ...(line.charge === undefined ? {} : { charge: negative(line.charge) }),
      ...(typeof line.allowed === 'string' ? { allowed: negative(line.allowed) } : {}),
      ...(line.paid === undefined ? {} : { paid: negative(line.paid) }),
      ...(line.cas === undefined
        ? {}
        : { cas: line.cas.map(([group, code, sum]) => [group, code, negative(sum)] as const) }),
    })),
  };
}

export function later(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function negative(text: string): string {
  if (Number(text) === 0) return text;
  return text.startsWith('-') ? text.slice(1) : `-${text}`;
}

export function paidOn(claim: ExampleClaim): string {
  return claim.paidDate ?? claim.received;
}

/** A copy of the list with one item more; places beyond the end mean the end. */
export function insertAt<Item>(items: readonly Item[], item: Item, at: number): readonly Item[] {
  return [...items.slice(0, at), item, ...items.slice(at)];
}
