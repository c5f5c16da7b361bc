// The record behind the KX lines of the year: each item present, late, absent or unknown, with the
// section of the manual that asks for it. What to write is asked for past the KX line only.

import { Link } from 'wouter';
import type { EvidenceAnswer } from '../../../../lib/api/contract/evidence.js';
import { useApi } from '../../api/use-api.js';
import { Disclosure } from '../../parts/disclosure.js';
import { plural } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';
import { QueryState } from '../../parts/query-state.js';
import { StatusTag, type Tone } from '../../parts/status-tag.js';
import { alikeLines, summaryText, type AlikeLines } from './alike-lines.js';

export interface EvidenceProps {
  readonly token: string;
  readonly year: number;
}

export function Evidence({ token, year }: EvidenceProps) {
  const evidence = useApi<EvidenceAnswer>(`/api/beneficiaries/${token}/documentation`);
  return (
    <Panel
      title="Documentation of the KX lines"
      description="What a reviewer would ask for; unknown means that nobody listed a document"
    >
      <QueryState query={evidence}>{(answer) => <Lines answer={answer} year={year} />}</QueryState>
    </Panel>
  );
}

function Lines({ answer, year }: { readonly answer: EvidenceAnswer; readonly year: number }) {
  const lines = answer.lines.filter((line) => line.year === year);
  if (lines.length === 0) return <p>No paid line of {year} carries KX: nobody asks for more.</p>;
  return (
    <>
      <p>
        {answer.documents === 0 ? (
          <>
            No document of this beneficiary is listed. <code>kxray documents add</code> takes a list
            of what exists, with dates.
          </>
        ) : (
          `${plural(answer.documents, 'document')} listed.`
        )}
      </p>
      {alikeLines(lines).map((alike) => (
        <Disclosure key={alike.key} className="kx-evidence" summary={summaryText(alike)}>
          <Items answer={answer} alike={alike} />
        </Disclosure>
      ))}
    </>
  );
}

type Status = EvidenceAnswer['lines'][number]['items'][number]['status'];

const TONES: Readonly<Record<Status, Tone>> = {
  present: 'good',
  late: 'wrong',
  absent: 'wrong',
  unknown: 'open',
};

interface ItemsProps {
  readonly answer: EvidenceAnswer;
  readonly alike: AlikeLines;
}

function Items({ answer, alike }: ItemsProps) {
  const { lines, items, prompts } = alike;
  return (
    <>
      <p>
        {lines.map((line) => (
          <span key={`${line.claim} ${line.line}`}>
            <Link href={`/claims/${answer.claimRefs[line.claim] ?? ''}`}>
              {line.serviceDate} {line.claim} line {line.line}
            </Link>{' '}
          </span>
        ))}
      </p>
      <div
        className="kx-scroll"
        tabIndex={0}
        role="region"
        aria-label={`Documents: ${summaryText(alike)}`}
      >
        <table className="kx-heat kx-left">
          <thead>
            <tr>
              <th scope="col">What is asked for</th>
              <th scope="col">State</th>
              <th scope="col">Where that stands</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, status }) => {
              const item = answer.items.find((each) => each.id === id);
              return (
                <tr key={id}>
                  <th scope="row">{item?.title ?? id}</th>
                  <td>
                    <StatusTag tone={TONES[status]} words={status} />
                  </td>
                  <td>
                    {item?.section} <span className="kx-quiet">{item?.rule}</span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {prompts.length > 0 && (
        <>
          <h3>To do before somebody asks</h3>
          <ul>
            {prompts.map((prompt) => (
              <li key={prompt}>{prompt}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
