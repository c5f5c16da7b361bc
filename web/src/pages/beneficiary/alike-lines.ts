// Lines of which the record says the same, together: seventy lines without a document are one thing
// to do and not seventy.

import type { EvidenceAnswer } from '../../../../lib/api/contract/evidence.js';
import { plural } from '../../parts/format.js';

type Line = EvidenceAnswer['lines'][number];

export interface AlikeLines extends Pick<Line, 'items' | 'prompts' | 'isPastAmount'> {
  readonly key: string;
  /** Latest first. */
  readonly lines: readonly Line[];
}

/** Past the KX line first: only there does anything have to be shown. */
export function alikeLines(lines: readonly Line[]): readonly AlikeLines[] {
  const groups = new Map<string, AlikeLines>();
  for (const line of lines) {
    const { items, prompts, isPastAmount } = line;
    const key = `${isPastAmount} ${items.map(({ id, status }) => `${id}=${status}`).join(' ')}`;
    const known = groups.get(key)?.lines ?? [];
    groups.set(key, { key, items, prompts, isPastAmount, lines: [...known, line] });
  }
  const all = [...groups.values()];
  return [
    ...all.filter(({ isPastAmount }) => isPastAmount),
    ...all.filter(({ isPastAmount }) => !isPastAmount),
  ];
}

/** `12 lines past the KX amount, 2026-07-01 to 2026-08-19: 3 of 11 present, 8 unknown`. */
export function summaryText({ lines, items, isPastAmount }: AlikeLines): string {
  const days = lines.map(({ serviceDate }) => serviceDate).sort();
  const span = [...new Set([days[0], days.at(-1)])].join(' to ');
  const count = (wanted: string): number => items.filter(({ status }) => status === wanted).length;
  const others = ['late', 'absent', 'unknown'].flatMap((status) =>
    count(status) === 0 ? [] : [`${count(status)} ${status}`],
  );
  const sums = [`${count('present')} of ${items.length} present`, ...others].join(', ');
  const place = isPastAmount ? 'past' : 'before';
  return `${plural(lines.length, 'line')} ${place} the KX amount, ${span}: ${sums}`;
}
