// The list of work: cases that are not settled, what is due soonest first; each leads to its line.

import { Link } from 'wouter';
import type { CaseRow, CasesAnswer } from '../../../../lib/api/contract/cases.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { ASSESSMENT_WORDS, dollars, idWords } from '../../parts/format.js';

export function Cases({ answer }: { readonly answer: CasesAnswer }) {
  const open = answer.cases.filter(({ isSettled }) => !isSettled);
  const settled = answer.cases.length - open.length;
  return (
    <DataTable
      name="cases"
      title="Cases in hand"
      description={`What is due soonest first; ${settled} settled`}
      columns={COLUMNS}
      rows={open}
      rowKey={({ caseId }) => caseId}
      pageRows={10}
      empty="Nobody has a case in hand. Open one beside a line of a claim."
    />
  );
}

function findingText({ finding }: CaseRow): string {
  if (finding === null) return 'exposure';
  return ASSESSMENT_WORDS[finding] ?? idWords(finding);
}

const COLUMNS: readonly Column<CaseRow>[] = [
  {
    id: 'what',
    header: 'Case',
    isRowHeader: true,
    value: (row) => `${findingText(row)}${row.line === null ? '' : `, line ${row.line}`}`,
    cell: (row) => {
      const words = `${findingText(row)}${row.line === null ? '' : `, line ${row.line}`}`;
      if (row.claimRef === null) return words;
      const about = `${words}, service ${row.serviceDate ?? ''}, ${dollars(row.cents)}`;
      return (
        <Link href={`/claims/${row.claimRef}`} aria-label={`Case: ${about}`}>
          {words}
        </Link>
      );
    },
  },
  { id: 'service', isWhole: true, header: 'Service', value: ({ serviceDate }) => serviceDate },
  {
    id: 'status',
    header: 'Stands',
    value: ({ statusWords, isReopened }) => (isReopened ? 'open again' : statusWords),
  },
  {
    id: 'owner',
    header: 'With',
    value: ({ owner }) => owner,
    cell: ({ owner }) => owner ?? 'nobody',
  },
  { id: 'since', isWhole: true, header: 'Since', value: ({ since }) => since },
  {
    id: 'due',
    isWhole: true,
    header: 'Due by',
    value: ({ dueDay }) => dueDay,
    cell: ({ dueDay }) => dueDay ?? '-',
  },
  {
    id: 'cents',
    header: 'Dollars',
    isNumber: true,
    value: ({ cents }) => cents / 100,
    cell: ({ cents }) => dollars(cents),
  },
];
