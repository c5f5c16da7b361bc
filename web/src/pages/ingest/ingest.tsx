// Bringing files in: drop or choose, see how far each is and what became of its lines, and what
// could not be accepted, with the reason.

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { IngestJob } from '../../../../lib/api/contract/ingest.js';
import { ApiError } from '../../api/client.js';
import { sendUpload } from '../../api/send-upload.js';
import { useApi, useMay, useMe, useOffers } from '../../api/use-api.js';
import { PageTitle } from '../../parts/page-title.js';
import { QueryState } from '../../parts/query-state.js';
import { Jobs } from './jobs.js';
import { Quarantine } from './quarantine.js';

const LIVE_MS = 1_000;
const QUIET_MS = 10_000;

export function Ingest() {
  const isOffered = useOffers('ingest');
  const maySend = useMay('receiveFile');
  const maySeeQuarantine = useMay('quarantine');
  const [isBusy, setBusy] = useState(false);
  const jobs = useApi<{ readonly jobs: readonly IngestJob[] }>('/api/ingest/jobs', {
    refetchMs: isBusy ? LIVE_MS : QUIET_MS,
  });
  const running =
    jobs.data?.jobs.some(({ state }) => state !== 'done' && state !== 'failed') === true;
  if (running !== isBusy) setBusy(running);
  useFreshPages(jobs.data?.jobs.filter(({ state }) => state === 'done').length ?? 0);
  return (
    <>
      <PageTitle
        kind="Ingest"
        below="Remittances (835), packed or plain. The same file twice counts once."
      />
      {isOffered && maySend && <Drop />}
      <QueryState query={jobs}>{(answer) => <Jobs jobs={answer.jobs} />}</QueryState>
      {maySeeQuarantine && <Quarantine isLive={isBusy} />}
    </>
  );
}

/** What was asked for before a file came in is old, however young: every page asks again. */
function useFreshPages(filesIn: number): void {
  const client = useQueryClient();
  useEffect(() => {
    if (filesIn > 0) void client.invalidateQueries();
  }, [client, filesIn]);
}

function Drop() {
  const me = useMe();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [isTest, setTest] = useState(false);
  const [message, setMessage] = useState('');
  const most = me.data?.maxUploadBytes ?? 0;
  const isToInbox = useOffers('uploads');
  const send = async (files: readonly File[]): Promise<void> => {
    for (const file of files) {
      if (file.size > most) {
        setMessage(`${file.name} is larger than ${Math.floor(most / 1e6)} MB: use kxray ingest.`);
        continue;
      }
      setMessage(`Sending ${file.name}.`);
      try {
        await sendUpload(file, { isToInbox, isTest });
        setMessage(`${file.name} was sent.`);
      } catch (error) {
        setMessage(error instanceof ApiError ? error.message : `${file.name} could not be sent.`);
      }
      await client.invalidateQueries({ queryKey: ['/api/ingest/jobs'] });
    }
  };
  return (
    <div
      className="kx-drop"
      data-over={isOver ? 'yes' : 'no'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void send([...event.dataTransfer.files]);
      }}
    >
      <p>Drop remittance files here, or</p>
      <p>
        <button type="button" className="kx-plain" onClick={() => input.current?.click()}>
          Choose files
        </button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="Remittance files"
          onChange={(event) => void send([...(event.target.files ?? [])])}
        />
      </p>
      {!isToInbox && (
        <label>
          <input
            type="checkbox"
            checked={isTest}
            onChange={(event) => setTest(event.target.checked)}
          />{' '}
          accept files marked as test
        </label>
      )}
      <p role="status">{message}</p>
    </div>
  );
}
