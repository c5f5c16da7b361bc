// Which facts of an alert leave the house. Every fact that could lead to a person is protected: it
// goes only to an endpoint with a recorded business associate agreement (BAA).

import type { AlertFacts } from './alert-event.js';

export type PayloadField = keyof AlertFacts;

/** Amounts and numbers of one person, dates, claims; providers, as they narrow the circle. */
export const PROTECTED_FIELDS: readonly PayloadField[] = [
  'token',
  'claim',
  'line',
  'serviceDate',
  'beforeCents',
  'afterCents',
  'amountCents',
  'renderingNpi',
  'billingNpi',
  'sequence',
];

export const OPEN_FIELDS: readonly PayloadField[] = [
  'group',
  'year',
  'threshold',
  'thresholdCents',
  'completeness',
  'isLowerBound',
  'certainty',
  'rules',
];

export const PAYLOAD_FIELDS: readonly PayloadField[] = [...PROTECTED_FIELDS, ...OPEN_FIELDS];

/** The fields that go out, in a fixed order: those chosen, less what the endpoint may not have. */
export function fieldsFor(endpoint: {
  readonly fields: readonly PayloadField[];
  readonly mayReceivePhi: boolean;
}): readonly PayloadField[] {
  const allowed = endpoint.mayReceivePhi ? PAYLOAD_FIELDS : OPEN_FIELDS;
  return allowed.filter((field) => endpoint.fields.includes(field));
}

export function chosenFacts(
  facts: AlertFacts,
  fields: readonly PayloadField[],
): Partial<AlertFacts> {
  return Object.fromEntries(fields.map((field) => [field, facts[field]]));
}
