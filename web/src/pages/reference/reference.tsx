// Amounts behind the verdicts with source and checked date; what is missing; proposing an amount,
// which a second person approves.

import Alert from '@cloudscape-design/components/alert';
import type { ReferenceAnswer } from '../../../../lib/api/contract/reference.js';
import { amountConfidence } from '../../../../lib/domain/amount-confidence.js';
import { useApi, useMay } from '../../api/use-api.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { count, dollars } from '../../parts/format.js';
import { PageTitle } from '../../parts/page-title.js';
import { QueryState } from '../../parts/query-state.js';
import { ProposalForm } from './proposal-form.js';
import { Proposals } from './proposals.js';

export function Reference() {
  const reference = useApi<ReferenceAnswer>('/api/reference');
  const maySee = useMay('listProposals');
  const mayPropose = useMay('propose');
  return (
    <>
      <PageTitle
        kind="Reference data"
        below="Nothing is guessed: an amount that nobody has entered is said to be missing."
      />
      <QueryState query={reference}>{(answer) => <Content reference={answer} />}</QueryState>
      {maySee && <Proposals />}
      {mayPropose && <ProposalForm />}
    </>
  );
}

type Year = ReferenceAnswer['thresholds'][number];

function Content({ reference }: { readonly reference: ReferenceAnswer }) {
  const counts = Object.entries(reference.counts)
    .map(([name, value]) => `${count(value)} ${name.replaceAll(/([A-Z])/g, ' $1').toLowerCase()}`)
    .join(', ');
  return (
    <>
      {reference.notices.map(({ sentence }) => (
        <Alert key={sentence} type="warning">
          {sentence}
        </Alert>
      ))}
      <DataTable
        name="amounts"
        title="Amounts"
        description={`Version ${reference.version}; besides ${counts}`}
        columns={COLUMNS}
        rows={reference.thresholds}
        rowKey={({ year }) => String(year)}
        empty="No amounts."
      />
    </>
  );
}

function amount(year: Year, kind: 'kx' | 'review'): string {
  const cents = kind === 'kx' ? year.kxCents : year.reviewCents;
  const isPending = kind === 'kx' ? year.isKxAmountPending : year.isReviewAmountPending;
  const words = (one: number | null): string =>
    one === null ? (isPending ? 'not known' : 'none') : dollars(one);
  const [ptSlp, ot] = [words(cents.PT_SLP), words(cents.OT)];
  return ptSlp === ot ? ptSlp : `${ptSlp}, OT ${ot}`;
}

const COLUMNS: readonly Column<Year>[] = [
  { id: 'year', header: 'Year', isRowHeader: true, value: ({ year }) => year },
  { id: 'kx', header: 'KX amount', isNumber: true, value: (year) => amount(year, 'kx') },
  {
    id: 'review',
    header: 'Review amount',
    isNumber: true,
    value: (year) => amount(year, 'review'),
  },
  { id: 'source', header: 'Source', value: ({ source }) => source },
  { id: 'checked', isWhole: true, header: 'Checked on', value: ({ checkedOn }) => checkedOn },
  { id: 'confidence', header: 'Confidence', value: amountConfidence },
];
