// Patterns that stand out, in sentences with the mend; then those that are clear or not judged.

import ExpandableSection from '@cloudscape-design/components/expandable-section';
import type { PresentedFinding } from '../../../../lib/api/contract/rows.js';
import { dollars } from '../../parts/format.js';
import { Panel } from '../../parts/panel.js';

export interface PatternListProps {
  readonly patterns: readonly PresentedFinding[];
  /** Null where the host cannot list the lines. */
  readonly onShow: ((pattern: string) => void) | null;
}

export function PatternList({ patterns, onShow }: PatternListProps) {
  const detected = patterns.filter(({ outcome }) => outcome.kind === 'detected');
  const others = patterns.filter(({ outcome }) => outcome.kind !== 'detected');
  return (
    <Panel title="Patterns that stand out">
      {detected.length === 0 && <p>None stands out beside peers.</p>}
      <ul className="kx-do">
        {detected.map((finding) => (
          <li key={finding.pattern}>
            <strong>{finding.title}</strong>
            <span>{finding.sentence}</span>
            <span className="kx-quiet">{finding.mend}</span>
            <Dollars finding={finding} />
            {onShow !== null && (
              <button
                type="button"
                className="kx-plain"
                onClick={() => onShow(finding.pattern)}
                aria-label={`show lines of the pattern ${finding.title}`}
              >
                show lines
              </button>
            )}
          </li>
        ))}
      </ul>
      <ExpandableSection
        headerText={`Clear or not judged (${others.length})`}
        headingTagOverride="h3"
      >
        <ul>
          {others.map((finding) => (
            <li key={finding.pattern}>
              {finding.title}: {finding.sentence}
            </li>
          ))}
        </ul>
      </ExpandableSection>
    </Panel>
  );
}

function Dollars({ finding: { dollars: amounts } }: { readonly finding: PresentedFinding }) {
  const { exposedCents, exposedBasis, underBilledChargeCents } = amounts;
  return (
    <>
      {exposedCents !== null && (
        <span className="kx-amount">
          {dollars(exposedCents)} {exposedBasis}
        </span>
      )}
      {underBilledChargeCents !== null && underBilledChargeCents > 0 && (
        <span className="kx-quiet">{dollars(underBilledChargeCents)} charged and denied</span>
      )}
    </>
  );
}
