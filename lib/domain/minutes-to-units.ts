// The 8-minute rule (RULES 7.5): timed minutes of one day and discipline to billable units.

export interface TimedService {
  readonly code: string;
  readonly minutes: number;
  /** `pool`: a 15-minute code. `untimed`: one unit a day. `other`: timed by another measure. */
  readonly timing: 'pool' | 'untimed' | 'other';
}

export interface UnitAllocation {
  /** Units of the 15-minute codes together, plus one for each untimed code. */
  readonly totalUnits: number;
  /** Units by code; null where the rule leaves a tie, so that either code is acceptable. */
  readonly allocation: Readonly<Record<string, number>> | null;
  /** Codes that are timed by the hour or otherwise: their units are not decided here. */
  readonly notDecided: readonly string[];
}

const MINUTES_PER_UNIT = 15;
/** UNIT-1: a further unit begins with its eighth minute. */
const ROUNDING_MINUTES = 7;

export function minutesToUnits(services: readonly TimedService[]): UnitAllocation {
  const pool = services.filter((service) => service.timing === 'pool');
  const minutes = pool.reduce((total, service) => total + service.minutes, 0);
  const poolUnits = Math.floor((minutes + ROUNDING_MINUTES) / MINUTES_PER_UNIT);
  const untimed = services.filter((service) => service.timing === 'untimed' && service.minutes > 0);
  const allocation = allocate(pool, poolUnits);
  return {
    totalUnits: poolUnits + untimed.length,
    allocation:
      allocation === null
        ? null
        : { ...allocation, ...Object.fromEntries(untimed.map((service) => [service.code, 1])) },
    notDecided: services.filter((each) => each.timing === 'other').map((each) => each.code),
  };
}

/** UNIT-2: whole units first, then one each to the largest leftovers. */
function allocate(
  pool: readonly TimedService[],
  units: number,
): Readonly<Record<string, number>> | null {
  const allocation: Record<string, number> = {};
  let left = units;
  for (const service of pool) {
    const whole = Math.floor(service.minutes / MINUTES_PER_UNIT);
    allocation[service.code] = whole;
    left -= whole;
  }
  const byLeftover = [...pool].sort((a, b) => leftover(b) - leftover(a));
  const last = byLeftover[left - 1];
  const next = byLeftover[left];
  if (left > 0 && last !== undefined && next !== undefined && leftover(last) === leftover(next)) {
    return null;
  }
  for (const service of byLeftover.slice(0, Math.max(0, left))) {
    allocation[service.code] = (allocation[service.code] ?? 0) + 1;
  }
  return allocation;
}

function leftover(service: TimedService): number {
  return service.minutes % MINUTES_PER_UNIT;
}
