// What could not be accepted, where it stood and why; what a person may mend is mended here, and
// tried again. A claim that comes again whole leaves the quarantine by itself.

import { useState } from 'react';
import type { QuarantineAnswer } from '../../../../lib/api/contract/ingest.js';
import { useApi, useMay, useOffers } from '../../api/use-api.js';
import { DataTable, type Column } from '../../parts/data-table.js';
import { dollars, plural } from '../../parts/format.js';
import { PlainButton } from '../../parts/plain-button.js';
import { QueryState } from '../../parts/query-state.js';
import { MendPanel } from './mend-panel.js';

const LIVE_MS = 2_000;

export function Quarantine({ isLive }: { readonly isLive: boolean }) {
  const mayMend = useMay('mendClaim');
  const isOffered = useOffers('mend');
  const [opened, setOpened] = useState<string | null>(null);
  const records = useApi<QuarantineAnswer>('/api/quarantine', {
    refetchMs: isLive ? LIVE_MS : false,
  });
  const mend = mayMend && isOffered ? setOpened : null;
  const inWords = isOffered ? 'an analyst or admin may mend it' : 'have it sent again';
  return (
    <QueryState query={records}>
      {(answer) => {
        const record = answer.records.find(({ quarantineKey }) => quarantineKey === opened);
        return (
          <>
            <DataTable
              name="quarantine"
              title="Quarantine"
              description={
                mend === null
                  ? 'What could not be accepted; nothing of it counts'
                  : 'Mend what you can read on the remittance; have the rest sent again'
              }
              columns={[...COLUMNS, mendColumn(mend, inWords)]}
              rows={answer.records}
              rowKey={({ quarantineKey }) => quarantineKey}
              pageRows={25}
              empty="Nothing is in quarantine."
            />
            {opened !== null && (
              <MendPanel
                key={opened}
                quarantineKey={opened}
                place={record === undefined ? '' : placeText(record)}
                onDone={() => setOpened(null)}
              />
            )}
          </>
        );
      }}
    </QueryState>
  );
}

type Row = QuarantineAnswer['records'][number];

function placeText({ position }: Row): string {
  return `${position.file}, segment ${position.segment}, byte ${position.byteOffset}`;
}

const WHAT_TO_DO: Readonly<Record<Row['kind'], string>> = {
  claim: 'the payer has to send it again',
  file: 'get the file again',
  list: 'bring the list in again with these rows mended',
};

function mendColumn(
  onMend: ((quarantineKey: string) => void) | null,
  inWords: string,
): Column<Row> {
  const words = ({ isMendable, kind }: Row): string => {
    if (isMendable) return onMend === null ? inWords : 'can be mended';
    return WHAT_TO_DO[kind];
  };
  return {
    id: 'mend',
    header: 'What to do',
    value: words,
    cell: (row) =>
      row.isMendable && onMend !== null ? (
        <PlainButton words="Mend" of={placeText(row)} onClick={() => onMend(row.quarantineKey)} />
      ) : (
        words(row)
      ),
  };
}

const COLUMNS: readonly Column<Row>[] = [
  { id: 'reason', header: 'Reason', isRowHeader: true, value: ({ reason }) => reason },
  {
    id: 'what',
    header: 'What',
    value: ({ kind, lines }) => (kind === 'claim' ? `claim, ${plural(lines, 'line')}` : kind),
  },
  {
    id: 'charge',
    header: 'Charged',
    isNumber: true,
    value: ({ chargeCents }) => chargeCents / 100,
    cell: ({ chargeCents }) => dollars(chargeCents),
  },
  { id: 'message', header: 'In words', value: ({ message }) => message },
  { id: 'place', header: 'Where', value: placeText },
];
