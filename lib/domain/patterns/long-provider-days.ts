// Pattern: a therapist's day holds more than eight hours of timed codes over all beneficiaries
// (OIG-6). Asked of therapists alone: an entity's day has as many hours as it has therapists.

import { ofVisits, type SharePattern } from './share-pattern.js';

export const longProviderDays: SharePattern = {
  id: 'long_provider_days',
  title: 'Working days above eight hours',
  unit: 'working days',
  predicate: 'had more than eight hours of timed codes over all beneficiaries',
  cells: ofVisits((row) => ({ hits: row.longProviderDays, n: row.providerDays })),
  onlyRole: 'rendering',
  // Busy days come in busy weeks, and to some therapists more than to most: two a month are not yet
  // a way of working.
  shareMin: 0.1,
  rules: ['OIG-6', 'UNIT-1', 'FAC-2', 'PEER-1', 'STAT-2'],
  mend: "Check whether others' visits are billed under this NPI, and how group time is billed.",
};
