// Both balances of a year: what is used, what is left, where each line was crossed.

import { Link } from 'wouter';
import type { PresentedYear } from '../../../../lib/api/contract/rows.js';
import { dollars, dollarsOr, groupName } from '../../parts/format.js';

export interface BalancesProps {
  readonly year: PresentedYear;
  readonly hrefOf: (place: { readonly claim: string }) => string;
}

type View = PresentedYear['groups'][number];

export function Balances({ year, hrefOf }: BalancesProps) {
  return (
    <div className="kx-cards">
      {year.groups.map((view) => (
        <section className="kx-card" key={view.group}>
          <h2>
            {groupName(view.group)} in {year.year}
          </h2>
          <div className="kx-figure">
            {view.isLowerBound ? 'at least ' : ''}
            {dollars(view.accumulatedCents)}
          </div>
          <p>{kxSentence(view)}</p>
          <Crossing words="KX amount" place={view.kxCrossing} hrefOf={hrefOf} />
          <Crossing words="Review amount" place={view.reviewCrossing} hrefOf={hrefOf} />
          {view.reviewExposedAllowedCents > 0 && (
            <p>Above the review amount: {dollars(view.reviewExposedAllowedCents)} allowed.</p>
          )}
          <p className="kx-quiet">
            {view.completeness === 'own_only'
              ? 'Own claims only: spend with other providers is not known.'
              : `With ${dollars(view.outsideCents)} spent elsewhere, as entered.`}
          </p>
        </section>
      ))}
    </div>
  );
}

function kxSentence(view: View): string {
  if (view.kxThresholdCents === null) {
    return view.isKxAmountPending
      ? 'The KX amount of the year is not known.'
      : 'The year has no KX amount.';
  }
  const amount = dollars(view.kxThresholdCents);
  if ((view.overCents ?? 0) > 0)
    return `${dollars(view.overCents)} above the KX amount of ${amount}.`;
  const atMost = view.isLowerBound ? 'at most ' : '';
  return `${atMost}${dollarsOr(view.remainingCents, '')} left to the KX amount of ${amount}.`;
}

interface CrossingProps {
  readonly words: string;
  readonly place: View['kxCrossing'];
  readonly hrefOf: (place: { readonly claim: string }) => string;
}

function Crossing({ words, place, hrefOf }: CrossingProps) {
  if (place === null) return null;
  return (
    <p>
      {words} crossed by{' '}
      <Link href={hrefOf(place)}>
        claim {place.claim} line {place.line}
      </Link>
    </p>
  );
}
