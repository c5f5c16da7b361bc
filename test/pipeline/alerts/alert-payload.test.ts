// What leaves the house: a versioned body that its own schema accepts, fields as chosen, and
// nothing that leads to a person without a recorded agreement.

import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { AlertFacts } from '../../../lib/domain/alerts/alert-event.js';
import { PAYLOAD_FIELDS, PROTECTED_FIELDS } from '../../../lib/domain/alerts/payload-fields.js';
import { toIsoDay } from '../../../lib/domain/day.js';
import { toCents } from '../../../lib/domain/money.js';
import {
  alertPayloadSchema,
  payloadText,
  testPayloadText,
} from '../../../lib/pipeline/alerts/alert-payload.js';
import type { AlertEvent } from '../../../lib/pipeline/alerts/alert-records.js';
import { ALERT_SCHEMA_FILE, alertSchemaText } from '../../../scripts/write-alert-schema.js';

const FACTS: AlertFacts = {
  token: 'k1_secret-person',
  claim: 'ICN-SECRET',
  line: 1,
  serviceDate: toIsoDay('2026-03-02'),
  group: 'PT_SLP',
  year: 2026,
  threshold: 'review',
  thresholdCents: toCents(300_000),
  beforeCents: toCents(291_111),
  afterCents: toCents(311_111),
  amountCents: toCents(11_111),
  renderingNpi: '1111111112',
  billingNpi: '1234567893',
  completeness: 'own_only',
  isLowerBound: true,
  certainty: 'certain',
  rules: ['THR-3', 'KX-1'],
  sequence: 2,
};
const CROSSED: AlertEvent = {
  kind: 'ledger',
  eventId: 'event-1',
  type: 'review.crossed',
  createdAt: '2026-06-15T12:00:00.000Z',
  hold: null,
  facts: { ...FACTS, rules: [...FACTS.rules] },
};
const DIGEST: AlertEvent = {
  kind: 'digest',
  eventId: 'event-2',
  createdAt: '2026-06-15T12:00:00.000Z',
  endpointId: 'ep_1',
  reasons: ['first_load'],
  events: 3,
  counts: [{ type: 'kx.crossed', year: 2026, group: 'OT', events: 3 }],
};
const BAA = { note: 'n', recordedBy: 'r', recordedAt: '2026-01-01T00:00:00.000Z' };

const parse = (text: string) => alertPayloadSchema.parse(JSON.parse(text));

describe('payloadText', () => {
  it.each([
    ['a crossing', CROSSED, BAA],
    ['a crossing without an agreement', CROSSED, null],
    ['a digest', DIGEST, BAA],
    ['a digest without an agreement', DIGEST, null],
  ])('is accepted by its schema for %s', (_what, event, baa) => {
    const payload = parse(payloadText(event, { fields: [...PAYLOAD_FIELDS], baa }));

    expect(payload).toMatchObject({ version: 1, id: event.eventId, timestamp: event.createdAt });
  });

  it('carries every fact where there is an agreement', () => {
    const { data } = parse(payloadText(CROSSED, { fields: [...PAYLOAD_FIELDS], baa: BAA }));
    expect(data).toEqual(FACTS);
  });

  it('carries nothing of a person, a claim or a provider where there is none', () => {
    const text = payloadText(CROSSED, { fields: [...PAYLOAD_FIELDS], baa: null });

    for (const field of PROTECTED_FIELDS) expect(parse(text).data).not.toHaveProperty(field);
    expect(text).not.toMatch(/secret|2026-03-02|11111|1234567893/i);
    expect(parse(text).data).toEqual({
      group: 'PT_SLP',
      year: 2026,
      threshold: 'review',
      thresholdCents: 300_000,
      completeness: 'own_only',
      isLowerBound: true,
      certainty: 'certain',
      rules: ['THR-3', 'KX-1'],
    });
    expect(payloadText(DIGEST, { fields: [], baa: null })).not.toContain('OT');
  });

  it('carries the chosen fields, and no other', () => {
    const { data } = parse(payloadText(CROSSED, { fields: ['year', 'claim'], baa: BAA }));
    expect(data).toEqual({ claim: 'ICN-SECRET', year: 2026 });
  });

  it('is the same text for the same event', () => {
    const endpoint = { fields: [...PAYLOAD_FIELDS].reverse(), baa: BAA };
    const again = { fields: [...PAYLOAD_FIELDS], baa: BAA };
    expect(payloadText(structuredClone(CROSSED), endpoint)).toBe(payloadText(CROSSED, again));
  });
});

describe('testPayloadText', () => {
  it('is accepted by the schema', () => {
    const text = testPayloadText({
      id: 'test_1',
      timestamp: '2026-06-15T12:00:00.000Z',
      endpoint: 'ep_1',
    });
    expect(parse(text).type).toBe('webhook.test');
  });
});

describe('docs/schemas', () => {
  it('holds the schema as it is (npx tsx scripts/write-alert-schema.ts)', () => {
    const written: unknown = JSON.parse(readFileSync(ALERT_SCHEMA_FILE, 'utf8'));
    expect(written).toEqual(JSON.parse(alertSchemaText()));
  });
});
