// Every line of the year in the order in which it accrues, with the verdict and its reason.

import { Link } from 'wouter';
import type { PresentedLine } from '../../../../lib/api/contract/rows.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import {
  ASSESSMENT_WORDS,
  CERTAINTY_WORDS,
  dollars,
  dollarsOr,
  EXPECTED_WORDS,
  groupName,
} from '../../parts/format.js';

export interface LineLedgerProps {
  readonly lines: readonly PresentedLine[];
  readonly hrefOf: (line: PresentedLine) => string;
}

export function LineLedger({ lines, hrefOf }: LineLedgerProps) {
  return (
    <DataTable
      name="beneficiary-lines"
      title="Lines"
      description="In the order in which they accrue; the verdict leads to its reason"
      columns={columnsOf(hrefOf)}
      rows={lines}
      rowKey={({ claim, line }) => `${claim} ${line}`}
      pageRows={25}
      // A total after a line means nothing in another order.
      isSortable={false}
      empty="No line in this year."
    />
  );
}

function columnsOf(hrefOf: LineLedgerProps['hrefOf']): readonly Column<PresentedLine>[] {
  return [
    { id: 'date', isWhole: true, header: 'Service', value: ({ serviceDate }) => serviceDate },
    {
      id: 'received',
      isWhole: true,
      header: 'Received',
      value: ({ receivedDate }) => receivedDate,
    },
    {
      id: 'claim',
      isWhole: true,
      header: 'Claim and line',
      isRowHeader: true,
      value: ({ claim, line }) => `${claim} ${line}`,
    },
    {
      id: 'code',
      isWhole: true,
      header: 'Code',
      value: ({ hcpcs, modifiers }) => [hcpcs, ...modifiers].join(' '),
    },
    { id: 'group', header: 'Group', value: ({ group }) => groupName(group) },
    {
      id: 'accrued',
      header: 'Accrued',
      isNumber: true,
      value: ({ accruedCents }) => accruedCents / 100,
      cell: ({ accruedCents, isDenied }) => (isDenied ? 'denied' : dollars(accruedCents)),
    },
    {
      id: 'after',
      header: 'Total after',
      isNumber: true,
      value: ({ afterCents }) => (afterCents === null ? null : afterCents / 100),
      cell: ({ afterCents, isLowerBound }) =>
        afterCents === null ? '-' : `${isLowerBound ? '≥ ' : ''}${dollarsOr(afterCents, '-')}`,
    },
    {
      id: 'expected',
      header: 'KX asked',
      value: ({ kxExpected }) => EXPECTED_WORDS[kxExpected] ?? kxExpected,
    },
    { id: 'has', header: 'KX there', value: ({ hasKx }) => (hasKx ? 'yes' : 'no') },
    {
      id: 'verdict',
      header: 'Verdict and why',
      value: ({ kxAssessment }) => ASSESSMENT_WORDS[kxAssessment] ?? kxAssessment,
      cell: (line) => <Verdict line={line} href={hrefOf(line)} />,
    },
  ];
}

function Verdict({ line, href }: { readonly line: PresentedLine; readonly href: string }) {
  const words = ASSESSMENT_WORDS[line.kxAssessment] ?? line.kxAssessment;
  const label = `${words}: why, claim ${line.claim} line ${line.line}`;
  return (
    <>
      <Link href={href} aria-label={label}>
        {words}
      </Link>
      {line.kxCertainty === 'certain' ? '' : `, ${CERTAINTY_WORDS[line.kxCertainty]}`}
    </>
  );
}
