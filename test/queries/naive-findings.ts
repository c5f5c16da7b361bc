// What is counted of lines rather than providers: findings, links, and the jump of a biller's share
// found by trying every day.

import { firstDateLines } from './naive-beneficiaries.js';
import type { NaiveLine } from './naive-line.js';
import { grouped, paid, total } from './naive-counting.js';

export function naiveFindings(lines: readonly NaiveLine[], all: readonly NaiveLine[]) {
  const wanted = lines.filter(
    (line) => line.isConflict || line.isEarly || line.isMissing || line.isUnderBilled,
  );
  const rows = new Map<string, { fields: object; some: NaiveLine[] }>();
  for (const line of wanted) {
    const fields = fieldsOf(line, all);
    const key = JSON.stringify(fields);
    const known = rows.get(key) ?? { fields, some: [] };
    known.some.push(line);
    rows.set(key, known);
  }
  return [...rows.values()].map(({ fields, some }) => ({
    ...fields,
    lines: some.length,
    exposedPaidCents: total(
      some.filter(({ isUnderBilled }) => !isUnderBilled),
      paid,
    ),
    underBilledChargeCents: total(
      some.filter(({ isUnderBilled }) => isUnderBilled),
      ({ judged }) => judged.line.chargeCents,
    ),
  }));
}

function fieldsOf(line: NaiveLine, all: readonly NaiveLine[]) {
  const explains = (rule: keyof NaiveLine['says']): boolean =>
    line.isRuleJudged && line.says[rule] === line.isKx;
  const role = line.billing === null ? 'rendering' : 'billing';
  const isKnown = line.billing !== null || line.rendering !== null;
  return {
    billingNpi: line.billing,
    renderingNpi: line.rendering,
    payerId: line.judged.claim.payerId,
    serviceMonth: `${line.day.slice(0, 7)}-01`,
    kind: line.isConflict ? 'conflict' : line.isEarly ? 'early' : 'missing',
    group: line.judged.group,
    isFirstDate: isKnown && firstDateLines([line], { all, role }).length > 0,
    mergedExplains: explains('merged'),
    swappedExplains: explains('swapped'),
    lastYearExplains: explains('lastYear'),
    chargesExplains: explains('charges'),
  };
}

export function naiveLinks(lines: readonly NaiveLine[]) {
  const known = lines.filter(({ isCounted, billing }) => isCounted && billing !== null);
  const key = ({ rendering, billing, judged }: NaiveLine): string =>
    [rendering, billing, judged.claim.billingTin].join('|');
  return grouped(known, key).map((some) => ({
    renderingNpi: some[0]?.rendering,
    billingNpi: some[0]?.billing,
    billingTin: some[0]?.judged.claim.billingTin,
    therapyLines: some.length,
  }));
}

export function naiveJumps(lines: readonly NaiveLine[]) {
  const known = lines.filter(({ isPaid, billing }) => isPaid && billing !== null);
  const groups = grouped(known, ({ billing, judged }) => `${billing} ${judged.claim.payerId}`);
  return groups.flatMap((own) => {
    const days = [...new Set(own.map(({ day }) => day))].sort();
    const kxOf = (some: readonly NaiveLine[]): number => some.filter(({ isKx }) => isKx).length;
    // From which day on do lines with KX outweigh three times those without it most?
    let best = { weight: -Infinity, day: '' };
    for (const day of days) {
      const after = own.filter((line) => line.day >= day);
      const weight = kxOf(after) - 3 * (after.length - kxOf(after));
      if (weight > best.weight) best = { weight, day };
    }
    const before = own.filter((line) => line.day < best.day);
    const after = own.filter((line) => line.day >= best.day);
    const isJump =
      before.length > 0 && kxOf(before) / before.length <= 0.5 && kxOf(after) / after.length >= 0.9;
    if (!isJump) return [];
    return [
      {
        role: 'billing',
        npi: own[0]?.billing,
        payerId: own[0]?.judged.claim.payerId,
        day: best.day,
        linesBefore: before.length,
        kxLinesBefore: kxOf(before),
        linesAfter: after.length,
        kxLinesAfter: kxOf(after),
        judgedKxLinesAfter: after.filter(({ isJudgedKx }) => isJudgedKx).length,
        earlyKxLinesAfter: after.filter(({ isEarly }) => isEarly).length,
      },
    ];
  });
}
