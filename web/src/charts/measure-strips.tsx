// The three comparative measures as strips: the provider beside peers in the data, and beside state
// and nation where somebody has put in what is published of them.

import type { ProviderPage } from '../../../lib/api/contract/rows.js';
import {
  measureStrips,
  type MeasureStrip,
  type MeasureTick,
} from '../../../lib/charts/measure-strips.js';
import { Drawing } from './drawing.js';

type Row = ProviderPage['cbr'][number];
type Compared = Row['peers'];

export interface MeasureStripsProps {
  readonly rows: readonly Row[];
  readonly labelOf: (row: Row) => string;
  readonly valueOf: (row: Row, value: number) => string;
}

/** Nothing where there is nothing beside the provider. */
export function MeasureStrips({ rows, labelOf, valueOf }: MeasureStripsProps) {
  const shown = rows.filter((row) => ticksOf(row).length > 0);
  if (shown.length === 0) return null;
  const strips = shown.map((row): MeasureStrip => {
    const { value } = row;
    return { label: labelOf(row), value, valueWords: valueOf(row, value), ticks: ticksOf(row) };
  });
  const name = 'Measures beside others';
  const alt = shown
    .map((row) => {
      const others = ticksOf(row).map(({ words, value }) => `${words} ${valueOf(row, value)}`);
      return `${labelOf(row)}: own ${valueOf(row, row.value)}, ${others.join(', ')}`;
    })
    .join('; ');
  const cell = (row: Row, letter: string): string => {
    const tick = ticksOf(row).find((each) => each.letter === letter);
    return tick === undefined ? 'no data' : valueOf(row, tick.value);
  };
  return (
    <Drawing
      name={name}
      svg={measureStrips(strips)}
      alt={`${name}: ${alt}.`}
      head={['Measure', 'Own', 'Peers in your data', 'State', 'Nation']}
      rows={shown.map((row) => [
        labelOf(row),
        valueOf(row, row.value),
        ...['P', 'S', 'N'].map((letter) => cell(row, letter)),
      ])}
    />
  );
}

function ticksOf({ peers, stateWide, nation }: Row): readonly MeasureTick[] {
  return [
    ...tickOf('P', 'peers in your data', peers),
    ...tickOf('S', 'state, as published', stateWide),
    ...tickOf('N', 'nation, as published', nation),
  ];
}

function tickOf(letter: string, words: string, compared: Compared): readonly MeasureTick[] {
  return compared.kind === 'no_data' ? [] : [{ letter, words, value: compared.value }];
}
