// Exactly the lines that a part or pattern counts; each leads to the claim and its reason.

import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { PartLinesAnswer } from '../../../../lib/api/contract/providers.js';
import type { ProviderPage } from '../../../../lib/api/contract/rows.js';
import { useApi } from '../../api/use-api.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { ASSESSMENT_WORDS, dollars, shortToken } from '../../parts/format.js';
import { QueryState } from '../../parts/query-state.js';

export interface PartLinesProps {
  readonly provider: ProviderPage;
  readonly pattern: string;
  /** Asked for by somebody on the page, not by its address: reading goes on here. */
  readonly takesFocus: boolean;
  readonly onClose: () => void;
}

type Line = PartLinesAnswer['lines'][number];

export function PartLines({ provider, pattern, takesFocus, onClose }: PartLinesProps) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takesFocus) section.current?.focus();
  }, [takesFocus, pattern]);
  const { role, npi } = provider;
  const lines = useApi<PartLinesAnswer>(`/api/providers/${role}/${npi}/parts/${pattern}/lines`);
  const title = provider.patterns.find((each) => each.pattern === pattern)?.title ?? pattern;
  return (
    <section aria-label={`Lines of ${title}`} ref={section} tabIndex={-1}>
      <QueryState query={lines}>
        {(answer) => (
          <DataTable
            name={`lines-${pattern.replaceAll('_', '-')}`}
            title={`Lines: ${title}`}
            columns={COLUMNS}
            rows={answer.lines}
            rowKey={({ versionKey, token, line }) => `${token} ${versionKey} ${line}`}
            pageRows={25}
            empty="No line stands behind it."
            footer={
              <button type="button" className="kx-plain" onClick={onClose}>
                Close
              </button>
            }
          />
        )}
      </QueryState>
    </section>
  );
}

const COLUMNS: readonly Column<Line>[] = [
  {
    id: 'claim',
    isWhole: true,
    header: 'Claim and line',
    isRowHeader: true,
    value: ({ icn, line }) => `${icn} ${line}`,
    cell: ({ icn, line, claimRef }) => (
      <Link href={`/claims/${claimRef}`}>
        {icn} line {line}
      </Link>
    ),
  },
  {
    id: 'token',
    header: 'Beneficiary',
    value: ({ token }) => token,
    cell: ({ token }) => <Link href={`/beneficiaries/${token}`}>{shortToken(token)}</Link>,
  },
  { id: 'date', isWhole: true, header: 'Service', value: ({ serviceDate }) => serviceDate },
  {
    id: 'code',
    isWhole: true,
    header: 'Code',
    value: ({ hcpcs, modifiers }) => [hcpcs, ...modifiers].join(' '),
  },
  {
    id: 'accrued',
    header: 'Accrued',
    isNumber: true,
    value: ({ accruedCents }) => accruedCents / 100,
    cell: ({ accruedCents }) => dollars(accruedCents),
  },
  {
    id: 'before',
    header: 'Total before',
    isNumber: true,
    value: ({ judgement }) => {
      const cents = judgement?.beforeCents ?? null;
      return cents === null ? null : cents / 100;
    },
    cell: ({ judgement }) => {
      const cents = judgement?.beforeCents ?? null;
      return cents === null ? '-' : dollars(cents);
    },
  },
  {
    id: 'verdict',
    header: 'Verdict',
    value: ({ judgement }) =>
      judgement === null ? '-' : (ASSESSMENT_WORDS[judgement.assessment] ?? judgement.assessment),
  },
];
