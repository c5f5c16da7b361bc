// One thing at a time: ingest, publish and queries share a workspace, and whoever asks meanwhile is
// told that it takes a moment.

export interface TurnQueue {
  readonly isBusy: boolean;
  run<Answer>(action: () => Promise<Answer>): Promise<Answer>;
}

export function createTurnQueue(): TurnQueue {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    get isBusy() {
      return waiting > 0;
    },
    run<Answer>(action: () => Promise<Answer>): Promise<Answer> {
      waiting += 1;
      const turn = last.then(action).finally(() => {
        waiting -= 1;
      });
      // The next one waits for the end of this one, not for its success.
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}
