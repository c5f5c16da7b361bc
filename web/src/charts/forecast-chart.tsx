// How a total goes on at so many visits a week: the what-if as a picture, an estimate with the span
// in which eight of ten courses lie.

import type { WhatIfAnswer } from '../../../lib/api/contract/beneficiaries.js';
import {
  forecastChart,
  type ForecastAmount,
  type ForecastPoint,
} from '../../../lib/charts/forecast-chart.js';
import type { IsoDay } from '../../../lib/domain/day.js';
import {
  dayOfVisit,
  EIGHT_OF_TEN,
  spendAfter,
  type VisitCourse,
} from '../../../lib/domain/visit-course.js';
import { dollars, groupName } from '../parts/format.js';
import { Drawing } from './drawing.js';

export interface ForecastChartProps {
  readonly answer: WhatIfAnswer;
  readonly visitsPerWeek: number;
}

export function ForecastChart({ answer, visitsPerWeek }: ForecastChartProps) {
  const { year, group, from, accumulatedCents, visitCents, deviationCents } = answer;
  const lastDay = `${year}-12-31`;
  const course = { from: from as IsoDay, visitsPerWeek, visitCents, deviationCents };
  const points = pointsOf(course, { lastDay, fromCents: accumulatedCents });
  if (points.length === 0) return null;
  const amounts = [
    ...amountOf(`KX amount ${year}`, answer.kx),
    ...amountOf(`review amount ${year}`, answer.review),
  ];
  const svg = forecastChart({ from, fromCents: accumulatedCents, lastDay, points, amounts });
  const name = `Estimate of ${groupName(group)} ${year}`;
  const end = points.at(-1);
  const alt =
    `${name}: ${dollars(accumulatedCents)} on ${from}; at ${visitsPerWeek} visits a week about ` +
    `${dollars(end?.meanCents ?? accumulatedCents)} on ${end?.day ?? from}. ` +
    amounts.map(crossingWords).join(' ');
  return (
    <Drawing
      name={name}
      svg={svg}
      alt={alt}
      head={['After', 'About', 'Eight of ten from', 'to']}
      rows={monthEnds(points).map(({ day, meanCents, lowCents, highCents }) => [
        day,
        dollars(meanCents),
        dollars(lowCents),
        dollars(highCents),
      ])}
    />
  );
}

/** After each visit that still falls into the year. */
function pointsOf(
  course: VisitCourse,
  { lastDay, fromCents }: { readonly lastDay: string; readonly fromCents: number },
): readonly ForecastPoint[] {
  const points: ForecastPoint[] = [];
  const after = (visits: number, deviations: number): number =>
    Math.round(fromCents + spendAfter(course, visits, deviations));
  for (let visits = 1; ; visits += 1) {
    const day = dayOfVisit(course, visits);
    if (day === null || day > lastDay) return points;
    points.push({
      day,
      lowCents: after(visits, -EIGHT_OF_TEN),
      meanCents: after(visits, 0),
      highCents: after(visits, EIGHT_OF_TEN),
    });
  }
}

function amountOf(words: string, crossing: WhatIfAnswer['kx']): readonly ForecastAmount[] {
  if (crossing === null) return [];
  const { thresholdCents: cents, earliest, likely, latest } = crossing;
  return [{ words, cents, earliest, likely, latest }];
}

function crossingWords({ words, likely, earliest, latest }: ForecastAmount): string {
  const begin = earliest ?? likely;
  if (begin === null) return `${words}: no crossing ahead in the year.`;
  return `${words}: crossed between ${begin} and ${latest ?? 'the end of the year or later'}.`;
}

/** The last point of each month: a table of every visit would be read by nobody. */
function monthEnds(points: readonly ForecastPoint[]): readonly ForecastPoint[] {
  return points.filter(
    ({ day }, at) =>
      points[at + 1]?.day.slice(0, 'yyyy-mm'.length) !== day.slice(0, 'yyyy-mm'.length),
  );
}
