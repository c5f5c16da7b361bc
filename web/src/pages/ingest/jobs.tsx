// How far each file is, and what became of its lines: every line is accounted for.

import type { IngestJob } from '../../../../lib/api/contract/ingest.js';
import { count, dollars, plural } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';

const STATES: Readonly<Record<IngestJob['state'], string>> = {
  waiting: 'waits for its turn',
  reading: 'is being read',
  publishing: 'is read; the figures are being renewed',
  done: 'is in',
  failed: 'failed',
};

export function Jobs({ jobs }: { readonly jobs: readonly IngestJob[] }) {
  if (jobs.length === 0) return <p>No file was sent since the server started.</p>;
  return (
    <>
      {jobs.map((job) => (
        <Panel key={job.jobId} title={job.name} description={STATES[job.state]}>
          <Progress job={job} />
          {job.failure !== null && <p>{job.failure}</p>}
          {job.summary !== null && <Summary summary={job.summary} />}
        </Panel>
      ))}
    </>
  );
}

/** How far it is; without a figure where nobody knows how long it takes. */
function Progress({ job }: { readonly job: IngestJob }) {
  const { state, name, bytes, bytesRead } = job;
  if (state === 'done' || state === 'failed') return null;
  if (state !== 'reading') return <progress aria-label={`${name} ${STATES[state]}`} />;
  const all = Math.max(1, bytes);
  return (
    <p className="kx-actions">
      <progress max={all} value={bytesRead} aria-label={`Reading ${name}`} />
      {megabytes(bytesRead)} of {megabytes(bytes)} MB
    </p>
  );
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

function Summary({ summary }: { readonly summary: NonNullable<IngestJob['summary']> }) {
  const total = (of: (row: (typeof summary.rows)[number]) => number): number =>
    summary.rows.reduce((sum, row) => sum + of(row), 0);
  return (
    <>
      <p>
        {summary.isBalanced
          ? 'Every line read is accounted for.'
          : 'Lines are missing: please report this.'}
        {summary.isReadWhole ? '' : ' Not all of it could be read: get the file again, whole.'}
      </p>
      <table className="kx-heat">
        <thead>
          <tr>
            <th scope="col">What became of them</th>
            <th scope="col">Claims</th>
            <th scope="col">Lines</th>
            <th scope="col">Charges</th>
          </tr>
        </thead>
        <tbody>
          {summary.rows.map((row) => (
            <tr key={row.fate}>
              <th scope="row">{row.fate.replaceAll('_', ' ')}</th>
              <td>{count(row.claims)}</td>
              <td>{count(row.lines)}</td>
              <td>{dollars(row.chargeCents)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">read in all</th>
            <td>{count(total(({ claims }) => claims))}</td>
            <td>{count(total(({ lines }) => lines))}</td>
            <td>{dollars(total(({ chargeCents }) => chargeCents))}</td>
          </tr>
        </tbody>
      </table>
      {summary.messages.length > 0 && (
        <ul>
          {summary.messages.map(({ severity, message, place }, at) => (
            <li key={at}>
              {severity}: {message} ({place})
            </li>
          ))}
        </ul>
      )}
      {summary.payersToConfirm.length > 0 && (
        <p>
          Payers that say Medicare but are on no contractor list, and do not count yet:{' '}
          {summary.payersToConfirm
            .map(({ payerId, claims }) => `${payerId} (${plural(claims, 'claim')})`)
            .join(', ')}
          . <code>kxray reference confirm-payer</code> confirms one.
        </p>
      )}
    </>
  );
}
