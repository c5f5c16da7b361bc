// The parts of a score with their counts; each leads to exactly the lines that it counts.

import type { ProviderPage } from '../../../../lib/api/contract/rows.js';
import { count, percent, plural } from '../../parts/format.js';

export interface PartsProps {
  readonly parts: ProviderPage['parts'];
  /** Null where the host cannot list them. */
  readonly onShow: ((pattern: string) => void) | null;
}

const NOT_JUDGED: Readonly<Record<string, string>> = {
  TOO_FEW_BENEFICIARIES: 'fewer than 20 beneficiaries',
  TOO_FEW_UNITS: 'too few to compare',
  TOO_FEW_PEERS: 'too few peers',
  DATA_TOO_SHORT: 'the data is too short',
  OTHER_ROLE: 'asked of therapists only',
  NO_DATA: 'no data',
};

export function Parts({ parts, onShow }: PartsProps) {
  return (
    <div className="kx-scroll" tabIndex={0} role="region" aria-label="Parts of the score">
      <table className="kx-heat">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Points</th>
            <th scope="col">Own</th>
            <th scope="col">Interval</th>
            <th scope="col">Peers</th>
            {onShow !== null && <th scope="col">Lines</th>}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part.pattern}>
              <th scope="row">{part.title}</th>
              <td>
                {part.points.toFixed(2)} of {part.weightPoints}
              </td>
              <td>
                {part.notJudged === null
                  ? `${count(part.hits)} of ${count(part.n)} (${percent(part.share)})`
                  : `not judged: ${NOT_JUDGED[part.notJudged] ?? part.notJudged}`}
              </td>
              <td>
                {part.interval === null
                  ? '-'
                  : `${percent(part.interval.low)} to ${percent(part.interval.high)}`}
              </td>
              <td>
                {part.peerShare === null
                  ? 'no data'
                  : `${percent(part.peerShare)}, ${plural(part.peerProviders, 'provider')}`}
              </td>
              {onShow !== null && (
                <td>
                  {part.hits > 0 ? (
                    <button
                      type="button"
                      className="kx-plain"
                      onClick={() => onShow(part.pattern)}
                      aria-label={`show lines of ${part.title}`}
                    >
                      show lines
                    </button>
                  ) : (
                    'none'
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
