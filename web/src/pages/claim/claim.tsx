// One claim: does it count, each line with its verdict and the rules behind it, the replay of the
// conditions under which software may put KX on a line, and its history.

import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { Link, useParams } from 'wouter';
import type { ClaimCasesAnswer } from '../../../../lib/api/contract/cases.js';
import type { ClaimAnswer } from '../../../../lib/api/contract/claims.js';
import type { LineExplanation } from '../../../../lib/api/contract/rows.js';
import { useApi, useOffers } from '../../api/use-api.js';
import { ASSESSMENT_WORDS, EXPECTED_WORDS, shortToken } from '../../parts/format.js';
import { PageTitle } from '../../parts/page-title.js';
import { Panel } from '../../parts/panel.js';
import { QueryState } from '../../parts/query-state.js';
import { Conditions } from './conditions.js';
import { Inputs } from './inputs.js';
import { LineCase } from './line-case.js';

export function Claim() {
  const { claimRef = '' } = useParams();
  const claim = useApi<ClaimAnswer>(`/api/claims/${claimRef}`);
  return (
    <>
      <PageTitle kind="Claim">
        {claim.data === undefined ? 'Claim' : `Claim ${claim.data.claim}`}
      </PageTitle>
      <QueryState query={claim}>{(answer) => <Content claim={answer} />}</QueryState>
    </>
  );
}

function Content({ claim }: { readonly claim: ClaimAnswer }) {
  const isOffered = useOffers('cases');
  const cases = useApi<ClaimCasesAnswer>(
    isOffered ? `/api/claims/${claim.claimRef}/cases` : null,
  ).data;
  return (
    <>
      <p>
        {claim.standing} Of beneficiary{' '}
        <Link href={`/beneficiaries/${claim.token}`}>{shortToken(claim.token)}</Link>
        {claim.others.map((token) => (
          <span key={token}>
            , another of the same number:{' '}
            <Link href={`/beneficiaries/${token}`}>{shortToken(token)}</Link>
          </span>
        ))}
        .
      </p>
      {claim.lines.map((line) => (
        <Line
          key={`${line.year} ${line.line}`}
          line={line}
          conditions={claim.conditions[String(line.line)] ?? []}
          cases={cases}
        />
      ))}
      <Panel title="History" description="Every version; nothing is edited or vanishes">
        <ol>
          {claim.history.map((story) => (
            <li key={story.versionKey}>
              {story.claim}, paid {story.paidDate}: {story.sentence}
            </li>
          ))}
        </ol>
      </Panel>
    </>
  );
}

interface LineProps {
  readonly line: LineExplanation;
  readonly conditions: ClaimAnswer['conditions'][string];
  readonly cases: ClaimCasesAnswer | undefined;
}

function Line({ line, conditions, cases }: LineProps) {
  const found = cases?.lines.find((each) => each.line === line.line);
  const kx = line.hasKx ? 'carries KX' : 'carries no KX';
  const expected = EXPECTED_WORDS[line.kxExpected] ?? line.kxExpected;
  return (
    <Panel
      title={`Line ${line.line}: ${ASSESSMENT_WORDS[line.kxAssessment] ?? line.kxAssessment}`}
      description={`KX ${expected}; the line ${kx}.`}
    >
      <div className="kx-stack">
        <div>
          <p>{line.verdict}</p>
          <p>{line.certainty}</p>
          {line.open !== null && <p>{line.open}</p>}
        </div>
        {cases !== undefined && found !== undefined && <LineCase found={found} answer={cases} />}
        <Inputs line={line} />
        <Words title="Flags" sentences={line.flags.map(({ sentence }) => sentence)} />
        <Words title="Notes" sentences={line.notes.map(({ sentence }) => sentence)} />
        <ExpandableSection
          headerText={`Rules applied (${line.rules.length})`}
          headingTagOverride="h3"
        >
          <Rules rules={[...line.rules, ...line.relatedRules]} />
        </ExpandableSection>
        {conditions.length > 0 && (
          <ExpandableSection
            headerText="Might software have put KX on this line?"
            headingTagOverride="h3"
          >
            <Conditions conditions={conditions} />
          </ExpandableSection>
        )}
        <Words
          title="What would change the answer"
          sentences={line.changes.map(({ sentence }) => sentence)}
        />
      </div>
    </Panel>
  );
}

function Words({
  title,
  sentences,
}: {
  readonly title: string;
  readonly sentences: readonly string[];
}) {
  if (sentences.length === 0) return null;
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}

function Rules({ rules }: { readonly rules: LineExplanation['rules'] }) {
  return (
    <ol>
      {rules.map((rule) => (
        <li key={rule.id}>
          <strong>{rule.id}</strong> {rule.statement}{' '}
          <span className="kx-quiet">{rule.source}</span>
        </li>
      ))}
    </ol>
  );
}
