// One beneficiary: balances, how the total grew, every line with verdict and why, what was entered
// about spend elsewhere, and what was reversed or replaced.

import Alert from '@cloudscape-design/components/alert';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import type { BeneficiaryAnswer } from '../../../../lib/api/contract/beneficiaries.js';
import type { PresentedLine, PresentedYear } from '../../../../lib/api/contract/rows.js';
import { useApi, useMay } from '../../api/use-api.js';
import { SpendChart } from '../../charts/spend-chart.js';
import { Choice } from '../../parts/choice.js';
import { groupName, shortToken } from '../../parts/format.js';
import { PageTitle } from '../../parts/page-title.js';
import { Panel } from '../../parts/panel.js';
import { QueryState } from '../../parts/query-state.js';
import { useFilters } from '../../parts/use-filters.js';
import { Balances } from './balances.js';
import { Evidence } from './evidence.js';
import { LineLedger } from './line-ledger.js';
import { SeedForm } from './seed-form.js';
import { Seeds } from './seeds.js';
import { WhatIf } from './what-if.js';

export function Beneficiary() {
  const { token = '' } = useParams();
  const [filters, change] = useFilters(['order', 'year']);
  const order = filters['order'] === 'dos' ? 'dos' : 'receipt';
  const person = useApi<BeneficiaryAnswer>(`/api/beneficiaries/${token}?order=${order}`);
  return (
    <>
      <PageTitle
        kind="Beneficiary"
        below="A pseudonym; the number behind it is nowhere in this application."
      >
        Beneficiary {shortToken(token)}
      </PageTitle>
      <QueryState query={person}>
        {(answer) => <Content person={answer} year={filters['year']} onChange={change} />}
      </QueryState>
    </>
  );
}

interface ContentProps {
  readonly person: BeneficiaryAnswer;
  readonly year: string | undefined;
  readonly onChange: (name: string, value: string) => void;
}

function Content({ person, year: wanted, onChange }: ContentProps) {
  const mayEnter = useMay('enterSeed');
  const [isEntering, setEntering] = useState(false);
  const years = person.years.map(({ year }) => year);
  const year = person.years.find((each) => String(each.year) === wanted) ?? person.years.at(-1);
  if (year === undefined) return <p>The ledger holds no claim of this beneficiary.</p>;
  const hrefOf = ({ claim }: { readonly claim: string }): string =>
    `/claims/${person.claimRefs[claim] ?? ''}`;
  return (
    <>
      <div className="kx-filters">
        <Choice
          label="Year"
          value={String(year.year)}
          options={years.map((each) => [String(each), String(each)])}
          onChange={(value) => onChange('year', value)}
        />
        <Choice
          label="Order"
          value={person.order}
          options={[
            ['receipt', 'as the payer accrues (received)'],
            ['dos', 'by service date (alternative view)'],
          ]}
          onChange={(value) => onChange('order', value)}
        />
        {mayEnter && (
          <button
            type="button"
            className="kx-plain"
            aria-expanded={isEntering}
            onClick={() => setEntering(!isEntering)}
          >
            Enter spend elsewhere
          </button>
        )}
      </div>
      {person.order === 'dos' && (
        <Alert type="info">
          The payer accrues in the order of receipt. By service date, other lines may cross.
        </Alert>
      )}
      {person.warnings.map((warning) => (
        <Alert key={warning} type="warning">
          {warning}
        </Alert>
      ))}
      <Balances year={year} hrefOf={hrefOf} />
      {isEntering && <SeedForm token={person.token} year={year.year} />}
      {year.groups.map((view) => {
        const lines = year.lines.filter(({ group }) => group === view.group);
        if (lines.length === 0) return null;
        return (
          <Panel key={view.group} title={`${groupName(view.group)}: how the total grew`}>
            <SpendChart
              year={year.year}
              name={groupName(view.group)}
              lines={lines}
              order={person.order}
              outsideCents={view.outsideCents}
              kxCents={view.kxThresholdCents}
              reviewCents={view.reviewThresholdCents}
              isLowerBound={view.isLowerBound}
              crossings={[view.kxCrossing, view.reviewCrossing].filter((place) => place !== null)}
              hrefOf={hrefOf}
            />
          </Panel>
        );
      })}
      <LineLedger lines={year.lines} hrefOf={(line: PresentedLine) => hrefOf(line)} />
      <Evidence token={person.token} year={year.year} />
      <WhatIf key={year.year} token={person.token} year={year.year} groups={year.groups} />
      <Seeds seeds={person.seeds} />
      <Adjustments person={person} year={year} hrefOf={hrefOf} />
    </>
  );
}

interface AdjustmentsProps {
  readonly person: BeneficiaryAnswer;
  readonly year: PresentedYear;
  readonly hrefOf: (place: { readonly claim: string }) => string;
}

function Adjustments({ person, year, hrefOf }: AdjustmentsProps) {
  const own = person.adjustments.filter(({ years }) => years.includes(year.year));
  if (own.length === 0) return null;
  return (
    <Panel title="Reversed or replaced" description="These do not count; they are kept">
      <ul>
        {own.map((each) => (
          <li key={`${each.claim} ${each.state} ${each.paidDate}`}>
            <Link href={hrefOf(each)}>{each.claim}</Link>, paid {each.paidDate}: {each.sentence}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
