// Kills doors in the middle: every so many calls of a port, the call fails, before it is carried
// out or after, as when the function around it is ended. Whoever delivered the message has it back.

export class KilledError extends Error {
  override readonly name = 'KilledError';
}

export interface KillPlan {
  /** Number of the first call that kills. */
  readonly firstKill: number;
  readonly callsBetween: number;
  readonly kills: number;
}

type Call = (...given: unknown[]) => unknown;

export interface Killer {
  /** The same stores with calls that may kill. */
  wrap<Stores extends object>(stores: Stores): Stores;
  killed(): number;
  /** So many more kills, from the next call on. */
  expectMore(kills: number): void;
}

export function openKiller(plan: KillPlan): Killer {
  let calls = 0;
  let killed = 0;
  let most = plan.kills;
  let nextKill = plan.firstKill;
  const isDue = (): boolean => {
    calls += 1;
    if (calls < nextKill || killed >= most) return false;
    killed += 1;
    nextKill = calls + plan.callsBetween + killed;
    return true;
  };
  const wrapPort = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          const answer = (): unknown => (value as Call).apply(target, given);
          if (!isDue()) return answer();
          if (killed % 2 === 0) throw new KilledError();
          const answered = answer();
          if (answered instanceof Promise) return answerThenDie(answered);
          throw new KilledError();
        };
      },
    });
  return {
    wrap: (stores) => {
      const ports = Object.entries(stores).map(([name, port]: [string, unknown]) => {
        return [name, typeof port === 'object' && port !== null ? wrapPort(port) : port] as const;
      });
      return Object.fromEntries(ports) as typeof stores;
    },
    killed: () => killed,
    expectMore(kills) {
      most = killed + kills;
      nextKill = calls + plan.firstKill;
    },
  };
}

async function answerThenDie(answer: unknown): Promise<never> {
  await answer;
  throw new KilledError();
}
