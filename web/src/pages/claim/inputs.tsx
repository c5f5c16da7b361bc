// The facts that went into a verdict.

import { Link } from 'wouter';
import type { LineExplanation } from '../../../../lib/api/contract/rows.js';
import { dollars, dollarsOr, groupName } from '../../parts/format.js';

const RECEIVED = {
  stated: 'as the remittance states',
  icn: 'from the control number',
  paid_date: 'not stated: the paid date stands for it',
} as const;

export function Inputs({ line }: { readonly line: LineExplanation }) {
  const { inputs } = line;
  const billed = inputs.submitted;
  const facts: readonly (readonly [string, string])[] = [
    ['Service', inputs.serviceDate],
    ['Code', [inputs.hcpcs, ...inputs.modifiers].join(' ')],
    ...(billed === null
      ? []
      : [['Billed as', [billed.hcpcs, ...billed.modifiers].join(' ')] as const]),
    ['Units', String(inputs.units)],
    ['Group', groupName(inputs.group)],
    ['Received', `${inputs.receivedDate}, ${RECEIVED[inputs.receivedSource]}`],
    ['Paid', inputs.paidDate],
    [
      'Place in the order',
      inputs.place === null ? 'in no group' : `${inputs.place.position} of ${inputs.place.of}`,
    ],
    ['Charge', dollars(inputs.chargeCents)],
    ['Allowed', dollars(inputs.allowedCents)],
    ['Medicare paid', dollars(inputs.paidCents)],
    ['Accrued', dollars(inputs.accruedCents)],
    ['Total before', dollarsOr(inputs.beforeCents, 'in no group')],
    [
      'Total after',
      `${inputs.isLowerBound ? 'at least ' : ''}${dollarsOr(inputs.afterCents, 'in no group')}`,
    ],
    [
      'KX amount',
      dollarsOr(inputs.kxThresholdCents, inputs.isKxAmountPending ? 'not known' : 'none'),
    ],
    [
      'Review amount',
      dollarsOr(inputs.reviewThresholdCents, inputs.isReviewAmountPending ? 'not known' : 'none'),
    ],
    ['Spend elsewhere', inputs.seed === null ? 'not entered' : dollars(inputs.outsideCents)],
  ];
  return (
    <>
      <dl className="kx-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        {inputs.renderingNpi !== null && (
          <Link href={`/providers/rendering/${inputs.renderingNpi}`}>
            Therapist {inputs.renderingNpi}
          </Link>
        )}{' '}
        {inputs.billingNpi !== null && (
          <Link href={`/providers/billing/${inputs.billingNpi}`}>Biller {inputs.billingNpi}</Link>
        )}
      </p>
    </>
  );
}
