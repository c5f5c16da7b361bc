// The digest for people: what is told, in which order, what is capped.

import { describe, expect, it } from '@jest/globals';
import type { AlertEvent, LedgerEvent } from '../../../lib/pipeline/alerts/alert-records.js';
import { changesDigest } from '../../../lib/pipeline/alerts/changes-digest.js';
import { toCents } from '../../../lib/domain/money.js';

const PERIOD = { from: '2026-06-01T00:00:00.000Z', until: '2026-06-15T12:00:00.000Z' };

function event(facts: Partial<LedgerEvent['facts']>, type: LedgerEvent['type']): LedgerEvent {
  return {
    kind: 'ledger',
    eventId: 'e',
    type,
    createdAt: PERIOD.until,
    hold: null,
    facts: {
      token: 'k1_a',
      claim: 'A',
      line: 1,
      serviceDate: null,
      group: 'PT_SLP',
      year: 2026,
      threshold: 'review',
      thresholdCents: toCents(300_000),
      beforeCents: toCents(290_000),
      afterCents: toCents(310_000),
      amountCents: toCents(10_000),
      renderingNpi: null,
      billingNpi: '1234567893',
      completeness: 'own_only',
      isLowerBound: true,
      certainty: 'certain',
      rules: [],
      sequence: 1,
      ...facts,
    },
  };
}

describe('changesDigest', () => {
  it('is nothing when nothing changed', () => {
    expect(changesDigest([], PERIOD)).toBeNull();
    const digest: AlertEvent = {
      kind: 'digest',
      eventId: 'd',
      createdAt: PERIOD.until,
      endpointId: 'ep',
      reasons: [],
      events: 1,
      counts: [],
    };
    expect(changesDigest([digest], PERIOD)).toBeNull();
  });

  it('tells each kind under its head, the same in text and page', () => {
    const made = changesDigest(
      [
        event({ group: 'OT', isLowerBound: false }, 'kx.crossed'),
        event({ claim: 'B' }, 'review.crossed'),
      ],
      PERIOD,
    );

    expect(made?.subject).toBe('KXRay: 1 crossed the review threshold, 1 crossed the kx threshold');
    expect(made?.text).toContain('What changed from 2026-06-01 00:00 until 2026-06-15 12:00 UTC');
    expect(made?.text).toMatch(
      /2026 {2}PT\+SLP {2}\$3,000\.00 {2}B .* at least \$3,100\.00 {2}k1_a/,
    );
    expect(made?.text).toMatch(/2026 {2}OT .* \$3,100\.00 {2}k1_a/);
    expect(made?.html).toContain('<td>at least $3,100.00</td>');
    expect(made?.html.indexOf('review threshold')).toBeLessThan(
      made?.html.indexOf('KX threshold') ?? 0,
    );
  });

  it('shows what a claim number holds as text, not as a page', () => {
    const made = changesDigest([event({ claim: '<b>&"x' }, 'kx.crossed')], PERIOD);
    expect(made?.html).toContain('<td>&lt;b&gt;&amp;&quot;x</td>');
  });

  it('caps the rows and says so, and counts all', () => {
    const many = Array.from({ length: 130 }, () => event({}, 'claim.exposed'));
    const made = changesDigest(many, PERIOD);

    expect(made?.html.match(/<tr>/g)).toHaveLength(101);
    expect(made?.text).toContain('Further claims above the review threshold: 130');
    expect(made?.text).toContain('and 30 more');
  });
});
