// Cumulative spend of one group in a year, as steps: solid is own, hatched the entered outside
// spend; both lines labelled; a filled triangle where KX stands, a hollow one where it does not, a
// ring where that is to be looked at. Shape tells what color tells. Each marker leads to its line.

import { scaleLinear } from 'd3-scale';
import { curveStepAfter, line as lineOf } from 'd3-shape';
import { useLocation } from 'wouter';
import type { PresentedLine } from '../../../lib/api/contract/rows.js';
import { dayNumber } from '../../../lib/charts/day-axis.js';
import { ASSESSMENT_WORDS, dollars } from '../parts/format.js';
import { MONTHS, shortDollars } from './ticks.js';

export interface SpendChartProps {
  readonly year: number;
  readonly name: string;
  /** In the order of the total; accrual order of the page. */
  readonly lines: readonly PresentedLine[];
  readonly order: 'receipt' | 'dos';
  readonly outsideCents: number;
  readonly kxCents: number | null;
  readonly reviewCents: number | null;
  readonly isLowerBound: boolean;
  readonly crossings: readonly { readonly claim: string; readonly line: number }[];
  readonly hrefOf: (line: PresentedLine) => string;
}

const WIDTH = 860;
const HEIGHT = 320;
const LEFT = 64;
const RIGHT = 150;
const TOP = 20;
const BOTTOM = 36;
const TRIANGLE = 'M0,-6 L5.5,5 L-5.5,5 Z';
const WRONG = ['missing', 'early', 'conflict', 'mixed'];

export function SpendChart(props: SpendChartProps) {
  const { year, name, kxCents, reviewCents, outsideCents } = props;
  const [, go] = useLocation();
  const lines = props.lines.filter(({ afterCents }) => afterCents !== null);
  const dayOf = (line: PresentedLine): number =>
    dayNumber(props.order === 'dos' ? line.serviceDate : line.receivedDate);
  const first = dayNumber(`${year}-01-01`);
  const last = Math.max(dayNumber(`${year}-12-31`), ...lines.map(dayOf));
  const top = Math.max(
    reviewCents ?? 0,
    kxCents ?? 0,
    outsideCents,
    ...lines.map(({ afterCents }) => afterCents ?? 0),
  );
  const x = scaleLinear([first, last], [LEFT, WIDTH - RIGHT]);
  const y = scaleLinear([0, top * 1.08 || 1], [HEIGHT - BOTTOM, TOP]).nice(5);
  const points: (readonly [number, number])[] = [
    [first, outsideCents],
    ...lines.map((line): readonly [number, number] => [dayOf(line), line.afterCents ?? 0]),
  ];
  const path = lineOf<readonly [number, number]>(
    ([day]) => x(day),
    ([, cents]) => y(cents),
  ).curve(curveStepAfter);
  const end = lines.at(-1);
  const atLeast = props.isLowerBound ? 'at least ' : '';
  const total = `${atLeast}${dollars(end?.afterCents ?? outsideCents)}`;
  const label = `Cumulative ${name} spend of ${year}: ${total} after ${lines.length} lines.`;
  return (
    <div className="kx-chart" tabIndex={0} role="region" aria-label={`Chart of ${name} ${year}`}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
        <defs>
          <pattern
            id={`hatch-${name}-${year}`}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line x1="0" y1="0" x2="0" y2="6" stroke="var(--kx-seed)" strokeWidth="2" />
          </pattern>
        </defs>
        {y.ticks(5).map((cents) => (
          <g key={cents}>
            <line
              x1={LEFT}
              x2={WIDTH - RIGHT}
              y1={y(cents)}
              y2={y(cents)}
              stroke="var(--kx-line)"
              strokeWidth="0.5"
            />
            <text className="kx-axis" x={LEFT - 8} y={y(cents) + 4} textAnchor="end">
              {shortDollars(cents)}
            </text>
          </g>
        ))}
        {MONTHS.map((month, at) => {
          const place = x(dayNumber(`${year}-${String(at + 1).padStart(2, '0')}-01`));
          return (
            <text key={month} className="kx-axis" x={place + 4} y={HEIGHT - BOTTOM + 18}>
              {month}
            </text>
          );
        })}
        {outsideCents > 0 && (
          <rect
            x={LEFT}
            width={WIDTH - RIGHT - LEFT}
            y={y(outsideCents)}
            height={y(0) - y(outsideCents)}
            fill={`url(#hatch-${name}-${year})`}
            opacity="0.5"
          >
            <title>Spend with other providers, as entered: {dollars(outsideCents)}</title>
          </rect>
        )}
        <Threshold
          cents={kxCents}
          words={`KX ${year}`}
          color="var(--kx-kx-line)"
          dash="8 5"
          y={y}
        />
        <Threshold
          cents={reviewCents}
          words={`Review ${year}`}
          color="var(--kx-review-line)"
          dash="2 4"
          y={y}
        />
        <path
          d={path(points) ?? ''}
          fill="none"
          stroke={name === 'OT' ? 'var(--kx-ot)' : 'var(--kx-own)'}
          strokeWidth="2.5"
        />
        {lines.map((line) => {
          const isWrong = WRONG.includes(line.kxAssessment);
          const isCrossing = props.crossings.some(
            (place) => place.claim === line.claim && place.line === line.line,
          );
          if (!line.hasKx && !isWrong && !isCrossing) return null;
          const href = props.hrefOf(line);
          return (
            <g key={`${line.claim} ${line.line}`} className="kx-mark" onClick={() => go(href)}>
              <g transform={`translate(${x(dayOf(line))}, ${y(line.afterCents ?? 0)})`}>
                <title>
                  {line.serviceDate}, claim {line.claim} line {line.line}:{' '}
                  {ASSESSMENT_WORDS[line.kxAssessment]}
                  {isCrossing ? ', crosses a line' : ''}
                </title>
                {isWrong && <circle r="9" fill="none" stroke="var(--kx-wrong)" strokeWidth="2" />}
                {isCrossing && (
                  <rect
                    x="-11"
                    y="-11"
                    width="22"
                    height="22"
                    fill="none"
                    stroke="var(--kx-text)"
                    strokeWidth="1.5"
                  />
                )}
                <path
                  d={TRIANGLE}
                  fill={line.hasKx ? 'var(--kx-text)' : 'var(--kx-panel)'}
                  stroke="var(--kx-text)"
                  strokeWidth="1.5"
                />
              </g>
            </g>
          );
        })}
      </svg>
      <p className="kx-quiet">
        Filled triangle: KX stands. Hollow: no KX. Ring: to be looked at. Square: crosses a line.
        {outsideCents > 0 ? ' Hatched: spend elsewhere, as entered.' : ''}
        {props.isLowerBound ? ' Spend elsewhere is not known: the true total may lie higher.' : ''}
      </p>
    </div>
  );
}

interface ThresholdProps {
  readonly cents: number | null;
  readonly words: string;
  readonly color: string;
  readonly dash: string;
  readonly y: (cents: number) => number;
}

function Threshold({ cents, words, color, dash, y }: ThresholdProps) {
  if (cents === null) return null;
  return (
    <g>
      <line
        x1={LEFT}
        x2={WIDTH - RIGHT}
        y1={y(cents)}
        y2={y(cents)}
        stroke={color}
        strokeWidth="2"
        strokeDasharray={dash}
      />
      <text x={WIDTH - RIGHT + 8} y={y(cents) + 4}>
        {words} {shortDollars(cents)}
      </text>
    </g>
  );
}
