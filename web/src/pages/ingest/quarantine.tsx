// What could not be accepted, where it stood and why. A claim that comes again whole leaves the
// quarantine by itself.

import type { QuarantineAnswer } from '../../../../lib/api/contract/ingest.js';
import { useApi } from '../../api/use-api.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { dollars } from '../../parts/format.js';
import { QueryState } from '../../parts/query-state.js';

const LIVE_MS = 2_000;

export function Quarantine({ isLive }: { readonly isLive: boolean }) {
  const records = useApi<QuarantineAnswer>('/api/quarantine', {
    refetchMs: isLive ? LIVE_MS : false,
  });
  return (
    <QueryState query={records}>
      {(answer) => (
        <DataTable
          name="quarantine"
          title="Quarantine"
          description="Have the file mended and send it again: what is accepted leaves this list"
          columns={COLUMNS}
          rows={answer.records}
          rowKey={({ quarantineKey }) => quarantineKey}
          pageRows={25}
          empty="Nothing is in quarantine."
        />
      )}
    </QueryState>
  );
}

type Row = QuarantineAnswer['records'][number];

const COLUMNS: readonly Column<Row>[] = [
  { id: 'reason', header: 'Reason', isRowHeader: true, value: ({ reason }) => reason },
  {
    id: 'what',
    header: 'What',
    value: ({ kind, lines }) => (kind === 'file' ? 'file' : `claim, ${lines} lines`),
  },
  {
    id: 'charge',
    header: 'Charged',
    isNumber: true,
    value: ({ chargeCents }) => chargeCents / 100,
    cell: ({ chargeCents }) => dollars(chargeCents),
  },
  { id: 'message', header: 'In words', value: ({ message }) => message },
  {
    id: 'place',
    header: 'Where',
    value: ({ position }) =>
      `${position.file}, segment ${position.segment}, byte ${position.byteOffset}`,
  },
];
